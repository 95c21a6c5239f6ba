using System.Numerics.Tensors;
using ReId.Contracts;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Reranking;

/// <summary>
/// α-weighted query expansion (Radenović et al., "Fine-tuning CNN Image Retrieval with No Human Annotation", 2018): a
/// query becomes the sum of itself and its nearest gallery vectors, each weighed by cosine^α, scaled to length 1.
/// </summary>
public static class QueryExpansion
{
    /// <summary>Expands every query.</summary>
    /// <param name="queries">Queries×D, of length 1.</param>
    /// <param name="gallery">Gallery×D, of length 1.</param>
    /// <param name="neighbours">How many gallery vectors to add, at least 1.</param>
    /// <param name="alpha">Exponent of the weights, at least 0; 0 is the plain average.</param>
    /// <param name="self">The gallery row that is the query's own picture, or −1: it is not added.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>The new queries, of length 1.</returns>
    /// <exception cref="ReIdException">A number is out of range.</exception>
    public static FeatureMatrix Expand(
        FeatureMatrix queries, FeatureMatrix gallery, int neighbours, double alpha, Func<int, int> self,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(gallery);
        ArgumentNullException.ThrowIfNull(self);
        if (neighbours < 1)
        {
            throw new ReIdException($"--query-expansion must be at least 1, not {neighbours}.");
        }

        if (!(alpha >= 0 && double.IsFinite(alpha)))
        {
            throw new ReIdException(FormattableString.Invariant($"--alpha must be at least 0, not {alpha}."));
        }

        using var distances = new FeatureDistances(queries, gallery, DistanceMetric.Cosine);
        var expanded = queries.Values.ToArray();
        var perBlock = DistanceBlocks.Rows(queries.Rows, gallery.Rows);
        var block = new float[perBlock * gallery.Rows];
        for (var first = 0; first < queries.Rows; first += perBlock)
        {
            var (start, count) = (first, Math.Min(perBlock, queries.Rows - first));
            distances.Fill(start, count, block, cancellationToken);
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var row = block.AsSpan(i * gallery.Rows, gallery.Rows);
                var own = self(start + i);
                if (own >= 0)
                {
                    row[own] = float.PositiveInfinity;
                }

                var sum = expanded.AsSpan((start + i) * queries.Dimension, queries.Dimension);
                AddNeighbours(sum, row, gallery, Math.Min(neighbours, gallery.Rows - (own >= 0 ? 1 : 0)), alpha);
            });
        }

        return new FeatureMatrix(expanded, queries.Dimension, "the expanded queries").Normalised();
    }

    private static void AddNeighbours(Span<float> sum, ReadOnlySpan<float> row, FeatureMatrix gallery, int count, double alpha)
    {
        if (count == 0)
        {
            return;
        }

        var nearest = new int[count];
        SmallestEntries.Find(row, nearest, out _);
        foreach (var entry in nearest)
        {
            // One that points away from the query would pull it aside, whatever the exponent.
            var weight = (float)Math.Pow(Math.Max(1 - row[entry], 0), alpha);
            TensorPrimitives.MultiplyAdd(gallery.Row(entry), row[entry] >= 1 ? 0 : weight, sum, sum);
        }
    }
}
