using System.Diagnostics;
using ReId.Bindings.Faiss;
using ReId.Contracts;
using ReId.Index.Clustering.Pipeline;

namespace ReId.Index.Clustering.Graphs;

/// <summary>All pairs within a Euclidean distance, exactly: the graph of textbook DBSCAN. Time O(N² D), in blocks.</summary>
public static class RadiusGraph
{
    private const int BlockRows = 1024;

    // 8 bytes an entry: 4 GB.
    private const long GreatestEntries = 500_000_000;

    /// <summary>Finds all pairs at most <paramref name="radius"/> apart.</summary>
    /// <param name="features">The vectors.</param>
    /// <param name="radius">Greatest distance, at least 0.</param>
    /// <param name="progress">Hears of the stage <c>neighbours</c>.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="ReIdException">So many pairs are near that they do not fit into memory.</exception>
    public static DistanceGraph Run(
        ClusterFeatures features, double radius, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        var rows = new (int[], float[])[features.Count];
        var clock = Stopwatch.StartNew();
        using var index = FaissIndex.Create(features.Dimension, "Flat", FaissMetric.L2);
        index.Add(features.Values);

        // FAISS computes |a|² + |b|² − 2ab in float32: take a little more than asked, then decide in float64.
        var slack = 4e-6 * GreatestSquaredLength(features);
        var reach = (float)Math.Min((radius * radius * (1 + 1e-5)) + slack + float.Epsilon, float.MaxValue);
        var entries = 0L;
        for (var first = 0; first < features.Count; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (start, count) = (first, Math.Min(BlockRows, features.Count - first));
            var found = index.RangeSearch(features.Values.Slice(start * features.Dimension, count * features.Dimension), reach);
            entries += found.Ids.Length;
            if (entries > GreatestEntries)
            {
                throw new ClusteringSettingException(name => $"More than {GreatestEntries} pairs are within eps {radius}: lower {name("eps")}.");
            }

            Parallel.For(0, count, i => rows[start + i] = Near(features, start + i, found.IdsOf(i), radius));
            progress?.Report(new ClusteringProgress("neighbours", start + count, features.Count, clock.Elapsed));
        }

        return new DistanceGraph(rows, radius, double.PositiveInfinity, features.Distance);
    }

    private static (int[], float[]) Near(ClusterFeatures features, int row, ReadOnlySpan<long> found, double radius)
    {
        var others = new List<int>(found.Length);
        var distances = new List<float>(found.Length);
        foreach (var id in found)
        {
            var other = (int)id;
            if (other != row && features.Distance(row, other) is var distance && distance <= radius)
            {
                others.Add(other);
                distances.Add((float)distance);
            }
        }

        var (sorted, keys) = (others.ToArray(), distances.ToArray());
        DistanceGraph.Sort(sorted, keys);
        return (sorted, keys);
    }

    private static double GreatestSquaredLength(ClusterFeatures features)
    {
        var greatest = 0f;
        for (var row = 0; row < features.Count; row++)
        {
            greatest = Math.Max(greatest, System.Numerics.Tensors.TensorPrimitives.SumOfSquares(features.Row(row)));
        }

        return greatest;
    }
}
