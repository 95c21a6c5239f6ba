using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>The rows divided among cells of k-means, and the cells nearest to each.</summary>
internal sealed class CellPartition
{
    private const int TrainingPointsPerCell = 39;
    private const int Iterations = 8;

    private CellPartition(int[][] cells, int[][] near) => (Cells, Near) = (cells, near);

    /// <summary>Rows of each cell, ascending.</summary>
    public int[][] Cells { get; }

    /// <summary>For each cell the cells to search, itself first.</summary>
    public int[][] Near { get; }

    /// <summary>All rows in one cell: everything is compared with everything.</summary>
    public static CellPartition Single(int count) => new([[.. Enumerable.Range(0, count)]], [[0]]);

    /// <summary>The cell of each row, and the centroids.</summary>
    public static (int[] Assignments, float[] Centroids) Train(
        ClusterFeatures features, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var count = CellCount(features.Count);
        var options = new FaissKMeansOptions { Iterations = Iterations, MaxPointsPerCentroid = TrainingPointsPerCell };
        var watcher = progress is null ? null : new Watcher(progress, features.Count);
        var means = FaissKMeans.Run(features.Values, features.Dimension, count, options, watcher, cancellationToken);
        return (means.Assignments, means.Centroids);
    }

    /// <summary>Cells from an assignment, e.g. one that was kept by an interrupted run.</summary>
    public static CellPartition Of(int[] assignments, float[] centroids, int dimension, int probes)
    {
        var count = centroids.Length / dimension;
        var cells = new List<int>[count];
        for (var cell = 0; cell < count; cell++)
        {
            cells[cell] = [];
        }

        for (var row = 0; row < assignments.Length; row++)
        {
            cells[assignments[row]].Add(row);
        }

        using var index = FaissIndex.Create(dimension, "Flat", FaissMetric.L2);
        index.Add(centroids);
        var found = index.Search(centroids, Math.Min(probes + 1, count));
        var near = new int[count][];
        for (var cell = 0; cell < count; cell++)
        {
            // Equal centroids may push a cell out of its own list.
            var self = cell;
            near[cell] = [self, .. found.IdsOf(cell).ToArray().Select(id => (int)id).Where(id => id != self).Take(probes - 1)];
        }

        return new CellPartition([.. cells.Select(cell => cell.ToArray())], near);
    }

    // Assigning costs rows × cells and searching rows × rows / cells: a few times the root balances them.
    private static int CellCount(int rows) =>
        Math.Clamp((int)(4 * Math.Sqrt(rows)), 1, Math.Max(1, rows / TrainingPointsPerCell));

    private sealed class Watcher(IProgress<int> progress, int rows) : IProgress<FaissKMeansProgress>
    {
        // The last share is the assignment of all rows, of which FAISS tells nothing.
        public void Report(FaissKMeansProgress value) => progress.Report((int)((long)rows * value.Iteration / (Iterations + 1)));
    }
}
