namespace ReId.Index.Clustering;

/// <summary>The items of each tracklet; tracklets numbered by first occurrence.</summary>
internal sealed class TrackletGroups
{
    private readonly List<Guid> _ids = [];
    private readonly List<List<int>> _members = [];

    public int Count => _ids.Count;

    public Guid Id(int tracklet) => _ids[tracklet];

    public IReadOnlyList<int> Members(int tracklet) => _members[tracklet];

    public int[] Sizes() => [.. _members.Select(members => members.Count)];

    public static TrackletGroups Of(IReadOnlyList<ClusterItem> items)
    {
        var groups = new TrackletGroups();
        var numbers = new Dictionary<Guid, int>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Vector.Length != items[0].Vector.Length)
            {
                throw new ArgumentException(
                    $"vector {i} has {items[i].Vector.Length} components and vector 0 has {items[0].Vector.Length}",
                    nameof(items));
            }

            if (!numbers.TryGetValue(items[i].TrackletId, out var number))
            {
                number = groups.Count;
                numbers.Add(items[i].TrackletId, number);
                groups._ids.Add(items[i].TrackletId);
                groups._members.Add([]);
            }

            groups._members[number].Add(i);
        }

        return groups;
    }
}
