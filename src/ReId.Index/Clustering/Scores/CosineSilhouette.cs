using ReId.Bindings.Faiss;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Clustering.Scores;

/// <summary>
/// Silhouette (Rousseeuw, 1987) under cosine distance. The mean cosine distance to a cluster is 1 minus the product with
/// its mean vector, so each row costs a product with every cluster instead of every row.
/// </summary>
public static class CosineSilhouette
{
    // Searched at once: a matrix product instead of reading all means for every row.
    private const int Block = 1024;

    /// <summary>Mean silhouette of a sample of the rows in clusters, −1 to 1; null below two clusters.</summary>
    /// <param name="features">Vectors of length 1.</param>
    /// <param name="labels">A cluster for each row, from 0; −1 is left out.</param>
    /// <param name="sample">Rows at most, spread evenly.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static double? Of(ClusterFeatures features, IReadOnlyList<int> labels, int sample, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        var clusters = labels.Count == 0 ? 0 : labels.Max() + 1;
        if (clusters < 2)
        {
            return null;
        }

        var (means, sizes) = Means(features, labels, clusters);
        using var index = FaissIndex.Create(features.Dimension, "Flat", FaissMetric.InnerProduct);
        index.Add(means);
        int[] inside = [.. Enumerable.Range(0, labels.Count).Where(row => labels[row] >= 0)];
        var step = Math.Max(1, (inside.Length + sample - 1) / sample);
        int[] asked = [.. inside.Where((_, at) => at % step == 0)];
        var sum = 0.0;
        var buffer = new RowBuffer(features);
        foreach (var block in asked.Chunk(Block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var vectors = buffer.Gather(block, block.Length).Span;
            var found = index.Search(vectors, 2);
            for (var i = 0; i < block.Length; i++)
            {
                var own = labels[block[i]];
                if (sizes[own] == 1)
                {
                    // A cluster of one has no inside: its silhouette is 0 by definition.
                    continue;
                }

                var other = (2 * i) + (found.Ids[2 * i] == own ? 1 : 0);
                var apart = 1 - found.Distances[other];
                var vector = vectors.Slice(i * features.Dimension, features.Dimension);
                var within = (1 - Dot(vector, means.AsSpan(own * features.Dimension, features.Dimension))) * sizes[own] / (sizes[own] - 1);
                var greater = Math.Max(apart, within);
                sum += greater > 0 ? (apart - within) / greater : 0;
            }
        }

        return sum / asked.Length;
    }

    private static (float[] Means, int[] Sizes) Means(ClusterFeatures features, IReadOnlyList<int> labels, int clusters)
    {
        var means = new float[clusters * features.Dimension];
        var sizes = new int[clusters];
        for (var row = 0; row < labels.Count; row++)
        {
            if (labels[row] >= 0)
            {
                var mean = means.AsSpan(labels[row] * features.Dimension, features.Dimension);
                System.Numerics.Tensors.TensorPrimitives.Add(mean, features.Row(row), mean);
                sizes[labels[row]]++;
            }
        }

        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var mean = means.AsSpan(cluster * features.Dimension, features.Dimension);
            System.Numerics.Tensors.TensorPrimitives.Divide(mean, sizes[cluster], mean);
        }

        return (means, sizes);
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
