using System.Diagnostics;
using ReId.Index.Clustering.Pipeline;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Finds the nearest others of every row: all against all, or for many rows those of near cells of k-means. A cell is
/// searched at once, as a matrix product of its rows with those of the cells around it, which reads memory in order.
/// </summary>
public static class NeighbourSearch
{
    // Rows that are worth a file of their own.
    private const int BlockRows = 16_384;

    /// <summary>Finds neighbours by Euclidean distance.</summary>
    /// <param name="features">The vectors.</param>
    /// <param name="options">How many, and how.</param>
    /// <param name="progress">Hears of the stages <c>cells</c> and <c>neighbours</c>.</param>
    /// <param name="cancellationToken">Stops between blocks; finished ones stay in the work folder.</param>
    public static NeighbourGraph Run(
        ClusterFeatures features, NeighbourOptions options, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var graph = new NeighbourGraph(features.Count, Math.Min(options.K, Math.Max(features.Count - 1, 1)));
        if (features.Count < 2)
        {
            return graph;
        }

        var kept = options.WorkFolder is { } folder ? NeighbourBlocks.Open(folder, features, options, graph.K) : null;
        var partition = Divide(features, options, kept, progress, cancellationToken);
        var search = new CellSearch(features, partition, graph);
        var clock = Stopwatch.StartNew();
        var done = 0;
        for (var cell = 0; cell < partition.Cells.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // 1. A block is one piece of a large cell, or many small cells: enough work to be worth a file.
            var end = cell;
            var rows = 0;
            while (end < partition.Cells.Length && (rows == 0 || rows + partition.Cells[end].Length <= BlockRows))
            {
                rows += partition.Cells[end++].Length;
            }

            // 2. It is read from the work folder, or searched and written there.
            var members = partition.Cells[cell..end].SelectMany(list => list).ToArray();
            if (kept?.TryRead(cell, members, graph) != true)
            {
                for (var at = cell; at < end; at++)
                {
                    search.Run(at, rowsDone => Report(done + rowsDone), cancellationToken);
                }

                kept?.Write(cell, members, graph);
            }

            done += rows;
            Report(done);
            cell = end;
        }

        return graph;

        void Report(int rows) => progress?.Report(new ClusteringProgress("neighbours", rows, features.Count, clock.Elapsed));
    }

    private static CellPartition Divide(
        ClusterFeatures features, NeighbourOptions options, NeighbourBlocks? kept, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        if (features.Count <= options.ExactUpTo)
        {
            return CellPartition.Single(features.Count);
        }

        var clock = Stopwatch.StartNew();
        var watcher = progress is null ? null : new RowProgress(rows => progress.Report(new ClusteringProgress("cells", rows, features.Count, clock.Elapsed)));
        if (kept?.ReadCells(features.Count, features.Dimension, options.Probes) is { } earlier)
        {
            watcher?.Report(features.Count);
            return earlier;
        }

        var (assignments, centroids) = CellTraining.Run(features, watcher, cancellationToken);
        kept?.WriteCells(assignments, centroids);
        watcher?.Report(features.Count);
        return CellPartition.Of(assignments, centroids, features.Dimension, options.Probes);
    }

    private sealed class RowProgress(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
