using ReId.Contracts;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Reranking;

/// <summary>
/// The nearest neighbours of every vector among all, itself first, and its greatest squared distance. Made from blocks
/// of the distance matrix, which is never there as a whole.
/// </summary>
internal sealed class NeighbourTable
{
    private readonly int[] _neighbours;

    private NeighbourTable(int rows, int width)
    {
        (Rows, Width) = (rows, width);
        _neighbours = (long)rows * width <= Array.MaxLength
            ? new int[rows * width]
            : throw new ReIdException($"{width} neighbours of each of {rows} pictures are too many: lower --k1 and --k2.");
        GreatestSquared = new float[rows];
    }

    public int Rows { get; }

    /// <summary>Neighbours of a vector, itself included.</summary>
    public int Width { get; }

    public float[] GreatestSquared { get; }

    /// <summary>The first neighbours of a vector, nearest first, at most <see cref="Width"/>.</summary>
    public ReadOnlySpan<int> First(int row, int count) => _neighbours.AsSpan(row * Width, Math.Min(count, Width));

    public static NeighbourTable Build(FeatureMatrix features, int width, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var rows = features.Rows;
        var table = new NeighbourTable(rows, Math.Min(width, rows));
        var lengths = features.SquaredLengths();
        using var products = new ProductRows(features, features);
        var perBlock = DistanceBlocks.Rows(rows, rows);
        var block = new float[perBlock * rows];
        for (var first = 0; first < rows; first += perBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (start, count) = (first, Math.Min(perBlock, rows - first));
            products.Fill(start, count, block);
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var row = block.AsSpan(i * rows, rows);
                FeatureDistances.SquaredFromProducts(row, lengths[start + i], lengths);
                table.Take(row, start + i);
            });
            progress?.Report(start + count);
        }

        return table;
    }

    private void Take(Span<float> squared, int self)
    {
        // Rounding may leave a vector a little away from itself and a copy of it nearer.
        squared[self] = -1;
        SmallestEntries.Find(squared, _neighbours.AsSpan(self * Width, Width), out var greatest);
        GreatestSquared[self] = Math.Max(greatest, 0);
    }
}
