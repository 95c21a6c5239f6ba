using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Divides rows into cells by k-means. One level only: of identities that have nothing in common, a division into groups
/// first, then of each into cells, tears every other one apart (tried: at 300,000 rows the recall fell from .87 to .42).
/// </summary>
internal static class CellTraining
{
    private const int Iterations = 8;
    private const int Seed = 1234;
    private const int BlockRows = 16_384;

    // What k-means learns from, as many as are usual. An identity of which it saw nobody is scattered among the cells.
    private const int PointsPerCell = 39;

    /// <summary>How many cells there are of some rows.</summary>
    public static int CellCount(int rows) =>
        Math.Clamp((int)(4 * Math.Sqrt(rows)), 1, Math.Max(1, rows / PointsPerCell)); // rows × cells to assign, rows × rows / cells to search

    /// <summary>The nearest cells of each row, its own first.</summary>
    /// <param name="features">The vectors.</param>
    /// <param name="probes">Cells of a row, at most as many as there are.</param>
    /// <param name="report">Hears of rows done.</param>
    /// <param name="cancellationToken">Stops between rounds of k-means and blocks of rows.</param>
    public static int[] Run(ClusterFeatures features, int probes, Action<int> report, CancellationToken cancellationToken)
    {
        features.RequireSquares();

        // 1. Centroids from some of the rows. Those of length 1 have cells of like size; others, where a mean of many
        // identities is short, draw every row that k-means did not learn from into a few.
        var cells = CellCount(features.Count);
        var sample = Sample(features, Math.Min(features.Count, PointsPerCell * cells));
        var options = new FaissKMeansOptions
        {
            Iterations = Iterations,
            MaxPointsPerCentroid = PointsPerCell,
            Seed = Seed,
            Spherical = features.IsNormalised(),
        };
        var watcher = new Watcher(report, features.Count / 2);
        var centroids = FaissKMeans.Run(sample, features.Dimension, cells, options, watcher, cancellationToken).Centroids;

        // 2. The nearest of them to every row.
        var nearest = new int[checked(features.Count * probes)];
        var (distances, places) = (new float[BlockRows * probes], new long[BlockRows * probes]);
        for (var first = 0; first < features.Count; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(BlockRows, features.Count - first);
            var block = features.Values.Slice(first * features.Dimension, rows * features.Dimension);
            FaissNearest.Search(block, centroids, features.Dimension, probes, distances, places);
            for (var at = 0; at < rows * probes; at++)
            {
                nearest[(first * probes) + at] = (int)places[at];
            }

            report((int)((features.Count + (long)first + rows) / 2));
        }

        return nearest;
    }

    private static float[] Sample(ClusterFeatures features, int count)
    {
        // Any rows, not every n-th: features may come in the order of cameras that take turns.
        var random = new Random(Seed);
        int[] rows = [.. Enumerable.Range(0, features.Count)];
        var values = new float[checked(count * features.Dimension)];
        for (var i = 0; i < count; i++)
        {
            var other = random.Next(i, rows.Length);
            (rows[i], rows[other]) = (rows[other], rows[i]);
            features.Row(rows[i]).CopyTo(values.AsSpan(i * features.Dimension));
        }

        return values;
    }

    private sealed class Watcher(Action<int> report, int rows) : IProgress<FaissKMeansProgress>
    {
        public void Report(FaissKMeansProgress value) => report((int)((long)rows * value.Iteration / Iterations));
    }
}
