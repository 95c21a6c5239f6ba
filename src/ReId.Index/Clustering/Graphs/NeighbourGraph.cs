namespace ReId.Index.Clustering.Graphs;

/// <summary>The k nearest others of every row, nearest first; −1 where fewer were found, which then end the row.</summary>
public sealed class NeighbourGraph
{
    /// <summary>How many more than asked a search in float32 looks for: rounding may exchange those at the end of the list.</summary>
    internal const int Spare = 5;

    private readonly int[] _neighbours;
    private readonly float[] _distances;

    internal NeighbourGraph(int count, int k)
    {
        if ((long)count * k > Array.MaxLength)
        {
            throw new ClusteringSettingException(name =>
                $"{k} neighbours of each of {count} rows are more than {Array.MaxLength}, which is what can be kept: lower {name("k1")} or {name("minSamples")}.");
        }

        (Count, K) = (count, k);
        _neighbours = new int[count * k];
        _distances = new float[count * k];
        _neighbours.AsSpan().Fill(-1);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Neighbours kept of a row.</summary>
    public int K { get; }

    /// <summary>The neighbours of a row, nearest first.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<int> Neighbours(int row)
    {
        var all = _neighbours.AsSpan(row * K, K);
        var end = all.IndexOf(-1);
        return end < 0 ? all : all[..end];
    }

    /// <summary>Euclidean distances of <see cref="Neighbours"/>.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<float> Distances(int row) => _distances.AsSpan(row * K, Neighbours(row).Length);

    /// <summary>Sets the neighbours of a row to the nearest of those found, by distances in float64.</summary>
    /// <param name="row">The row.</param>
    /// <param name="found">Other rows, each once.</param>
    /// <param name="features">Their vectors.</param>
    internal void Fill(int row, ReadOnlySpan<int> found, ClusterFeatures features)
    {
        var others = new (double Distance, int Row)[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            others[i] = (features.Distance(row, found[i]), found[i]);
        }

        Array.Sort(others);
        for (var i = 0; i < Math.Min(others.Length, K); i++)
        {
            (_neighbours[(row * K) + i], _distances[(row * K) + i]) = (others[i].Row, (float)others[i].Distance);
        }
    }

    /// <summary>The graph as distances in both directions: a pair is near when either names the other.</summary>
    /// <param name="features">For distances of other pairs; null to take those as infinite.</param>
    /// <param name="cutoff">Greatest distance that is kept.</param>
    internal DistanceGraph ToDistances(ClusterFeatures? features, double cutoff)
    {
        var incoming = new List<(int Row, float Distance)>[Count];
        var bound = (float)cutoff;
        for (var row = 0; row < Count; row++)
        {
            var others = Neighbours(row);
            var distances = Distances(row);
            for (var i = 0; i < others.Length && distances[i] <= bound; i++)
            {
                if (!Neighbours(others[i]).Contains(row))
                {
                    (incoming[others[i]] ??= []).Add((row, distances[i]));
                }
            }
        }

        var rows = new (int[], float[])[Count];
        Parallel.For(0, Count, row =>
        {
            var near = Distances(row).IndexOfAnyExceptInRange(0, bound) is var end and >= 0 ? end : Distances(row).Length;
            int[] others = [.. Neighbours(row)[..near], .. (incoming[row] ?? []).Select(edge => edge.Row)];
            float[] distances = [.. Distances(row)[..near], .. (incoming[row] ?? []).Select(edge => edge.Distance)];
            DistanceGraph.Sort(others, distances);
            rows[row] = (others, distances);
        });
        return new DistanceGraph(rows, cutoff, double.PositiveInfinity, features is null ? null : features.Distance);
    }
}
