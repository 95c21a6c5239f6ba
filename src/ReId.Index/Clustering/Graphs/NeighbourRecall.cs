using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>How many of the true nearest neighbours a search found, measured on some rows by comparing them with all.</summary>
public static class NeighbourRecall
{
    private const int BlockRows = 65_536;

    /// <summary>Measures the recall at k.</summary>
    /// <param name="features">The vectors.</param>
    /// <param name="graph">What the search found.</param>
    /// <param name="sample">Rows at most, spread evenly.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>0 to 1.</returns>
    public static double Measure(ClusterFeatures features, NeighbourGraph graph, int sample, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(graph);
        var step = Math.Max(1, (features.Count + sample - 1) / sample);
        int[] rows = [.. Enumerable.Range(0, (features.Count + step - 1) / step).Select(i => i * step)];
        float[] queries = [.. rows.SelectMany(row => features.Row(row).ToArray())];
        var nearest = Array.ConvertAll(rows, _ => new PriorityQueue<int, float>());
        for (var first = 0; first < features.Count; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(BlockRows, features.Count - first);
            using var index = FaissIndex.Create(features.Dimension, "Flat", FaissMetric.L2);
            index.Add(features.Values.Slice(first * features.Dimension, count * features.Dimension));
            var found = index.Search(queries, Math.Min(graph.K + 1, count));
            for (var i = 0; i < rows.Length; i++)
            {
                var ids = found.IdsOf(i);
                var distances = found.DistancesOf(i);
                for (var n = 0; n < ids.Length; n++)
                {
                    if (first + ids[n] != rows[i])
                    {
                        // The farthest comes out first.
                        nearest[i].Enqueue(first + (int)ids[n], -distances[n]);
                        if (nearest[i].Count > graph.K)
                        {
                            nearest[i].Dequeue();
                        }
                    }
                }
            }
        }

        var (right, all) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var found = graph.Neighbours(rows[i]).ToArray().ToHashSet();
            right += nearest[i].UnorderedItems.Count(item => found.Contains(item.Element));
            all += nearest[i].Count;
        }

        return all == 0 ? 1 : (double)right / all;
    }
}
