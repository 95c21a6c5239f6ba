using System.Runtime.InteropServices;
using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Pipeline;

/// <summary>
/// Rows that are bit by bit alike, more of them than any neighbourhood has room for. All name the same few as their
/// nearest, so that all have those in common and the Jaccard distance of every pair would have to be kept. As many as
/// fill a neighbourhood, a core and a cluster stay, together; the others are left out, and go where those go.
/// </summary>
internal sealed class SurplusCopies
{
    private readonly int[] _kept;
    private readonly int[] _standIns;
    private readonly ClusteringConstraints _all;

    private SurplusCopies(int[] kept, int[] standIns, int[] into, ClusterFeatures features, ClusteringConstraints constraints)
    {
        (_kept, _standIns, _all) = (kept, standIns, constraints);
        Features = Select(features, kept);
        Constraints = Select(constraints, kept, into);
    }

    /// <summary>The rows that stay.</summary>
    public ClusterFeatures Features { get; }

    /// <summary>What is known of them.</summary>
    public ClusteringConstraints Constraints { get; }

    /// <summary>Finds them. Rows that must be together are left out together, and only where nothing forbids them anybody.</summary>
    /// <param name="features">All rows.</param>
    /// <param name="constraints">What is known of them.</param>
    /// <param name="enough">Copies that stay.</param>
    /// <returns>Null where no row has more copies.</returns>
    public static SurplusCopies? Find(ClusterFeatures features, ClusteringConstraints constraints, int enough)
    {
        // 1. The first row that each is a copy of.
        var firsts = new Dictionary<int, int>(features.Count, new SameRow(features));
        var (first, copies) = (new int[features.Count], new int[features.Count]);
        for (var row = 0; row < features.Count; row++)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(firsts, row, out var exists);
            first[row] = known = exists ? known : row;
            copies[known]++;
        }

        if (copies.Max() <= enough)
        {
            return null;
        }

        // 2. Of those that may go as many stay as are enough. Those that stay in any case do not count: what is forbidden
        // somebody may not be where the others are, and then makes nobody a core and no cluster large enough.
        var (kept, standIns) = (new int[features.Count], Enumerable.Repeat(-1, features.Count).ToArray());
        var optional = Enumerable.Range(0, constraints.GroupCount).Where(group => MayGo(group, constraints, first)).ToHashSet();
        var gone = new bool[constraints.GroupCount];
        foreach (var group in optional.Order())
        {
            var members = constraints.Members(group);
            var of = first[members[0]];
            if (kept[of] < enough)
            {
                kept[of] += members.Length;
                standIns[of] = standIns[of] < 0 ? members[0] : standIns[of];
            }
            else
            {
                gone[group] = true;
            }
        }

        // 3. Who stands for whom. Those that stay of a row whose other copies are gone are one group: copies that are
        // forbidden each other would else divide them among themselves, and what is too small for a cluster is noise.
        var groups = constraints.Groups.ToArray();
        var surplus = optional.Where(group => gone[group]).Select(Row).ToHashSet();
        int[] into = [.. Enumerable.Range(0, gone.Length)
            .Select(group => optional.Contains(group) && surplus.Contains(Row(group)) ? groups[standIns[Row(group)]] : group)];
        int[] stay = [.. Enumerable.Range(0, features.Count).Where(row => !gone[groups[row]])];
        return stay.Length == features.Count ? null
            : new SurplusCopies(stay, [.. Enumerable.Range(0, features.Count).Select(row => gone[groups[row]] ? standIns[first[row]] : row)], into, features, constraints);

        int Row(int group) => first[constraints.Members(group)[0]];
    }

    /// <summary>The clusters of all rows, numbered by first occurrence, from those of the rows that stayed.</summary>
    public int[] Spread(int[] labels)
    {
        var own = new int[_all.Count];
        for (var i = 0; i < _kept.Length; i++)
        {
            own[_kept[i]] = labels[i];
        }

        var free = labels.Max() + 1;
        var alone = new Dictionary<int, int>();
        var numbers = new Dictionary<int, int>();
        var result = new int[own.Length];
        for (var row = 0; row < own.Length; row++)
        {
            var label = own[_standIns[row]];
            var group = _all.Groups[row];
            if (label < 0 && _all.Members(group).Length > 1)
            {
                // Noise is together with nobody, and these must be together.
                label = alone.TryGetValue(group, out var known) ? known : alone[group] = free++;
            }

            result[row] = label < 0 ? label : numbers.TryGetValue(label, out var number) ? number : numbers[label] = numbers.Count;
        }

        return result;
    }

    private static bool MayGo(int group, ClusteringConstraints constraints, int[] first)
    {
        var members = constraints.Members(group);
        foreach (var member in members)
        {
            if (first[member] != first[members[0]])
            {
                return false;
            }
        }

        return constraints.Enemies(group).Length == 0;
    }

    private static ClusterFeatures Select(ClusterFeatures features, int[] rows)
    {
        var values = new float[rows.Length * features.Dimension];
        for (var i = 0; i < rows.Length; i++)
        {
            features.Row(rows[i]).CopyTo(values.AsSpan(i * features.Dimension));
        }

        return new ClusterFeatures(values, features.Dimension);
    }

    // Groups stay or go whole, so none of the enemies of those that stay is gone; those that become one have none.
    private static ClusteringConstraints Select(ClusteringConstraints constraints, int[] rows, int[] into)
    {
        var groups = Array.ConvertAll(rows, row => into[constraints.Groups[row]]);
        int[] distinct = [.. groups.Distinct()];
        var numbers = distinct.Select((group, number) => (group, number)).ToDictionary(pair => pair.group, pair => pair.number);
        var members = groups.Select((group, place) => (group, place)).ToLookup(pair => pair.group, pair => pair.place);
        return new ClusteringConstraints(
            Array.ConvertAll(groups, group => numbers[group]),
            Array.ConvertAll(distinct, group => members[group].ToArray()),
            Array.ConvertAll(distinct, group => constraints.Enemies(group).ToArray().Select(enemy => numbers[enemy]).ToArray()));
    }

    private sealed class SameRow(ClusterFeatures features) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => Bytes(x).SequenceEqual(Bytes(y));

        public int GetHashCode(int row)
        {
            var hash = default(HashCode);
            hash.AddBytes(Bytes(row));
            return hash.ToHashCode();
        }

        private ReadOnlySpan<byte> Bytes(int row) => MemoryMarshal.AsBytes(features.Row(row));
    }
}
