using ReId.Bindings.Faiss;

namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// Searches the rows of a cell among those of the cells around it, which lie side by side while it does: a matrix
/// product reads memory in order. Not for two threads at once.
/// </summary>
internal sealed class CellSearch(ClusterFeatures features, CellPartition partition, NeighbourGraph graph)
{
    private const int BlockRows = 1024;

    // A few more than asked, because rounding may exchange those at the end of the list.
    private const int Spare = 5;

    private readonly RowBuffer _buffer = new(features);
    private int[] _candidates = [];
    private float[] _distances = [];
    private long[] _places = [];

    /// <summary>Fills in the neighbours of a cell's rows.</summary>
    /// <param name="cell">Its number.</param>
    /// <param name="report">Hears how many of its rows are done.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public void Run(int cell, Action<int> report, CancellationToken cancellationToken)
    {
        var members = partition.Cells[cell].Length;
        if (members == 0)
        {
            return;
        }

        // The cell's own rows come first, so they are the queries where they lie.
        var count = Gather(cell, out var vectors);
        var wanted = Math.Min(graph.K + Spare, count);
        Grow(ref _distances, BlockRows * wanted);
        Grow(ref _places, BlockRows * wanted);
        for (var first = 0; first < members; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(BlockRows, members - first);
            var queries = vectors.Span.Slice(first * features.Dimension, rows * features.Dimension);
            FaissNearest.Search(queries, vectors.Span, features.Dimension, wanted, _distances, _places);
            var start = first;
            Parallel.For(0, rows, i => Keep(start + i, _places.AsSpan(i * wanted, wanted), vectors.Span));
            report(first + rows);
        }
    }

    private int Gather(int cell, out ReadOnlyMemory<float> vectors)
    {
        if (partition.Near[cell].Length == 1 && partition.Cells[cell].Length == features.Count)
        {
            (_candidates, vectors) = (partition.Cells[cell], features.Memory);
            return features.Count;
        }

        var count = partition.Near[cell].Sum(near => partition.Cells[near].Length);
        Grow(ref _candidates, count);
        var at = 0;
        foreach (var near in partition.Near[cell])
        {
            partition.Cells[near].CopyTo(_candidates, at);
            at += partition.Cells[near].Length;
        }

        vectors = _buffer.Gather(_candidates, count);
        return count;
    }

    private void Keep(int place, ReadOnlySpan<long> found, ReadOnlySpan<float> vectors)
    {
        var own = vectors.Slice(place * features.Dimension, features.Dimension);
        var others = new List<(double Distance, int Row)>(found.Length);
        foreach (var other in found)
        {
            // Fewer are found than were asked for where a distance is beyond float32.
            if (other >= 0 && other != place)
            {
                // The search's distances are rounded to float32; these are not.
                var vector = vectors.Slice((int)other * features.Dimension, features.Dimension);
                others.Add((ClusterFeatures.Distance(own, vector), _candidates[other]));
            }
        }

        others.Sort();
        var row = _candidates[place];
        var rows = graph.NeighbourSlots(row);
        var distances = graph.DistanceSlots(row);
        for (var i = 0; i < Math.Min(others.Count, graph.K); i++)
        {
            (rows[i], distances[i]) = (others[i].Row, (float)others[i].Distance);
        }
    }

    private static void Grow<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[length + (length / 4)];
        }
    }
}
