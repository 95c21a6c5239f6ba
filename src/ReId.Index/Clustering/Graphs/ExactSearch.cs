using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>Compares everything with everything.</summary>
internal sealed class ExactSearch(ClusterFeatures features, NeighbourGraph graph)
{
    private const int BlockRows = 1024;

    // Rows that are worth a file of their own.
    private const int FileRows = 16 * BlockRows;

    // One more for the row itself, which is its own nearest.
    private readonly int _wanted = Math.Min(graph.K + 1 + NeighbourGraph.Spare, features.Count);

    /// <summary>Fills in the neighbours of all rows.</summary>
    /// <param name="work">Has the blocks that an interrupted search finished, and takes those that are; null keeps none.</param>
    /// <param name="report">Hears how many rows are done.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public void Run(NeighbourWork? work, Action<int> report, CancellationToken cancellationToken)
    {
        for (var start = 0; start < features.Count; start += FileRows)
        {
            var end = Math.Min(start + FileRows, features.Count);
            var found = work?.ReadBlock(start, (end - start) * _wanted);
            if (found is null)
            {
                found = Search(start, end, report, cancellationToken);
                work?.WriteBlock(start, found);
            }

            var (first, places) = (start, found);
            Parallel.For(start, end, row => graph.Fill(row, Others(row, places.AsSpan((row - first) * _wanted, _wanted)), features));
            report(end);
        }
    }

    private int[] Search(int start, int end, Action<int> report, CancellationToken cancellationToken)
    {
        var found = new int[(end - start) * _wanted];
        var (distances, places) = (new float[BlockRows * _wanted], new long[BlockRows * _wanted]);
        for (var first = start; first < end; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(BlockRows, end - first);
            var queries = features.Values.Slice(first * features.Dimension, rows * features.Dimension);
            FaissNearest.Search(queries, features.Values, features.Dimension, _wanted, distances, places);
            for (var at = 0; at < rows * _wanted; at++)
            {
                found[((first - start) * _wanted) + at] = (int)places[at];
            }

            if (first + rows < end)
            {
                // The end is told of when it is kept.
                report(first + rows);
            }
        }

        return found;
    }

    private static int[] Others(int row, ReadOnlySpan<int> places)
    {
        var others = new List<int>(places.Length);
        foreach (var place in places)
        {
            // Fewer are found than were asked for where a distance is beyond float32.
            if (place >= 0 && place != row)
            {
                others.Add(place);
            }
        }

        return [.. others];
    }
}
