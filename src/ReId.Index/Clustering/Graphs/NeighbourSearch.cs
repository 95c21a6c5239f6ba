using System.Diagnostics;
using ReId.Index.Clustering.Pipeline;

namespace ReId.Index.Clustering.Graphs;

/// <summary>Finds the nearest others of every row: all against all, or for many rows those in the cells of k-means nearest to it.</summary>
public static class NeighbourSearch
{
    /// <summary>Finds neighbours by Euclidean distance.</summary>
    /// <param name="features">The vectors.</param>
    /// <param name="options">How many, and how.</param>
    /// <param name="progress">Hears of the stages <c>cells</c> and <c>neighbours</c>.</param>
    /// <param name="cancellationToken">Stops between blocks; what was kept in the work folder until then stays there.</param>
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

        var work = options.WorkFolder is { } folder ? NeighbourWork.Open(folder, features, options, graph.K) : null;
        if (features.Count <= options.ExactUpTo)
        {
            new ExactSearch(features, graph).Run(work, Reporter("neighbours"), cancellationToken);
            return graph;
        }

        var cells = CellTraining.CellCount(features.Count);
        var probes = Math.Min(options.Probes, cells);
        var report = Reporter("cells");
        var nearest = work?.ReadCells(features.Count * probes);
        if (nearest is null)
        {
            nearest = CellTraining.Run(features, probes, report, cancellationToken);
            work?.WriteCells(nearest);
        }

        report(features.Count);
        var partition = CellPartition.Of(nearest, probes, cells);
        new CellSearch(features, graph).Run(partition, work, options.KeepEvery, Reporter("neighbours"), cancellationToken);
        return graph;

        Action<int> Reporter(string stage)
        {
            var clock = Stopwatch.StartNew();
            return rows => progress?.Report(new ClusteringProgress(stage, rows, features.Count, clock.Elapsed));
        }
    }
}
