using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Divides rows into cells by k-means. One level only: of identities that have nothing in common, a division into groups
/// first, then of each into cells, tears every other one apart (tried: at 300,000 rows the recall fell from .87 to .42).
/// </summary>
internal static class CellTraining
{
    private const int Iterations = 8;

    // What k-means learns from: as many a cell as are usual, and no more in all than make it a small part of the work.
    private const int PointsPerCell = 39;
    private const int PointsAtMost = 100_000;

    /// <summary>The cell of each row, and the centroids.</summary>
    /// <param name="features">The vectors.</param>
    /// <param name="progress">Hears of rows done.</param>
    /// <param name="cancellationToken">Stops between rounds of k-means.</param>
    public static (int[] Assignments, float[] Centroids) Run(
        ClusterFeatures features, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var count = CellCount(features.Count);
        var options = new FaissKMeansOptions
        {
            Iterations = Iterations,
            MaxPointsPerCentroid = Math.Clamp(PointsAtMost / count, 1, PointsPerCell),
        };
        var watcher = progress is null ? null : new Watcher(progress, features.Count);
        var means = FaissKMeans.Run(features.Values, features.Dimension, count, options, watcher, cancellationToken);
        return (means.Assignments, means.Centroids);
    }

    // Assigning costs rows × cells and searching rows × rows / cells: a few times the root balances them.
    private static int CellCount(int rows) => Math.Clamp((int)(4 * Math.Sqrt(rows)), 1, Math.Max(1, rows / PointsPerCell));

    private sealed class Watcher(IProgress<int> progress, int rows) : IProgress<FaissKMeansProgress>
    {
        // The last share is the assignment of all rows, of which FAISS tells nothing.
        public void Report(FaissKMeansProgress value) => progress.Report((int)((long)rows * value.Iteration / (Iterations + 1)));
    }
}
