using System.Diagnostics;
using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Neighbours by cells of k-means: every row searches the cells nearest to it. Cell after cell is compared with all rows
/// that search it, as a matrix product of rows that lie in the processor's caches; each comparison counts for both.
/// </summary>
internal sealed class CellSearch(ClusterFeatures features, NeighbourGraph graph)
{
    private readonly int _kept = Math.Min(graph.K + NeighbourGraph.Spare, features.Count);

    /// <summary>Fills in the neighbours of all rows.</summary>
    /// <param name="partition">The cells.</param>
    /// <param name="work">Has what an interrupted search found, and takes what is found; null keeps nothing.</param>
    /// <param name="keepEvery">How often it takes it.</param>
    /// <param name="report">Hears how many rows are done: a share of all, as each gets its neighbours bit by bit.</param>
    /// <param name="cancellationToken">Stops between cells.</param>
    public void Run(CellPartition partition, NeighbourWork? work, TimeSpan keepEvery, Action<int> report, CancellationToken cancellationToken)
    {
        // 1. The heaps, empty or as an interrupted run left them.
        var heaps = new ulong[checked(features.Count * _kept)];
        heaps.AsSpan().Fill(FaissCells.Empty);
        var first = work?.ReadHeaps(heaps) ?? 0;
        var costs = partition.Members.Zip(partition.Visitors, (members, visitors) => (long)members.Length + visitors.Length).ToArray();
        var (done, total) = (costs[..first].Sum(), costs.Sum());

        // 2. Cell by cell.
        var since = Stopwatch.StartNew();
        for (var cell = first; cell < costs.Length; cell++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                // Up to a minute's work since the last time.
                work?.WriteHeaps(cell, heaps);
                cancellationToken.ThrowIfCancellationRequested();
            }

            FaissCells.Meet(features.Values, features.Dimension, partition.Members[cell], partition.Visitors[cell], _kept, heaps);
            done += costs[cell];
            if (work is not null && (since.Elapsed >= keepEvery || cell == costs.Length - 1))
            {
                // The end as well, because the stages after it may be interrupted.
                work.WriteHeaps(cell + 1, heaps);
                since.Restart();
            }

            report((int)(features.Count * done / total));
        }

        // 3. The exact distances. Rows of a cell have their neighbours in common, so those are in the caches.
        Parallel.ForEach(partition.Members, new ParallelOptions { CancellationToken = cancellationToken }, members =>
        {
            var found = new int[_kept];
            foreach (var row in members)
            {
                var count = FaissCells.Drain(heaps.AsSpan(row * _kept, _kept), found);
                graph.Fill(row, found.AsSpan(0, count), features);
            }
        });
    }
}
