namespace ReId.Model.Evaluation.Labels;

/// <summary>
/// Which gallery entries each query must find, which count as wrong, and which do not count at all: junk, the query's
/// own picture, and pictures of the same identity by the same camera.
/// </summary>
public sealed class RetrievalTask
{
    private readonly Dictionary<int, List<int>> _byIdentity = [];
    private readonly List<int> _junk = [];
    private readonly IReadOnlyList<int>? _self;

    /// <summary>Creates a task.</summary>
    /// <param name="queries">Labels of the queries.</param>
    /// <param name="gallery">Labels of the gallery; cameras for both or for neither.</param>
    /// <param name="self">For each query the gallery entry of the very same picture, or −1; null where there are none.</param>
    public RetrievalTask(RetrievalLabels queries, RetrievalLabels gallery, IReadOnlyList<int>? self = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(gallery);
        if (queries.Cameras is null != gallery.Cameras is null)
        {
            throw new ArgumentException("cameras are known for the queries or for the gallery, but not for both", nameof(gallery));
        }

        Queries = queries;
        Gallery = gallery;
        _self = self;
        for (var i = 0; i < gallery.Count; i++)
        {
            if (gallery.Identities[i] == RetrievalLabels.Junk)
            {
                _junk.Add(i);
                continue;
            }

            if (!_byIdentity.TryGetValue(gallery.Identities[i], out var entries))
            {
                _byIdentity[gallery.Identities[i]] = entries = [];
            }

            entries.Add(i);
        }
    }

    /// <summary>Labels of the queries.</summary>
    public RetrievalLabels Queries { get; }

    /// <summary>Labels of the gallery.</summary>
    public RetrievalLabels Gallery { get; }

    /// <summary>True where the rule "same identity and same camera does not count" applies.</summary>
    public bool HasCameras => Queries.Cameras is not null;

    /// <summary>The gallery entry that is the query's own picture, or −1.</summary>
    /// <param name="query">Number of the query.</param>
    public int Self(int query) => _self?[query] ?? -1;

    /// <summary>Sorts the gallery for one query.</summary>
    /// <param name="query">Number of the query.</param>
    /// <param name="matches">Gets the entries that it must find, ascending.</param>
    /// <param name="ignored">Gets the entries that do not count.</param>
    public void Split(int query, List<int> matches, List<int> ignored)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(ignored);
        matches.Clear();
        ignored.Clear();
        ignored.AddRange(_junk);
        var self = Self(query);
        var same = _byIdentity.GetValueOrDefault(Queries.Identities[query]) ?? [];
        foreach (var entry in same)
        {
            var counts = entry != self && (!HasCameras || Queries.Cameras![query] != Gallery.Cameras![entry]);
            (counts ? matches : ignored).Add(entry);
        }

        // A picture that is listed twice with two identities is still the same picture.
        if (self >= 0 && Gallery.Identities[self] != Queries.Identities[query] && Gallery.Identities[self] != RetrievalLabels.Junk)
        {
            ignored.Add(self);
        }
    }

    /// <summary>Pairs of different identities that count, over all queries.</summary>
    public long CountNegativePairs()
    {
        var negatives = 0L;
        List<int> matches = [];
        List<int> ignored = [];
        for (var q = 0; q < Queries.Count; q++)
        {
            Split(q, matches, ignored);
            negatives += Gallery.Count - matches.Count - ignored.Count;
        }

        return negatives;
    }
}
