namespace ReId.Model.Tests.Losses.Contract;

/// <summary>Batches that the contract suite is run on.</summary>
internal sealed record Batch(double[,] Embeddings, long[] Labels)
{
    public static Batch Random(long[] labels, int dimension = 5, int seed = 1, double spread = 1)
    {
        var random = new Random(seed);
        var values = new double[labels.Length, dimension];
        for (var i = 0; i < labels.Length; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                values[i, j] = spread * ((random.NextDouble() * 2) - 1);
            }
        }

        return new Batch(values, labels);
    }

    /// <summary>Four identities with three images, not sorted.</summary>
    public static Batch Usual => Random([0, 1, 2, 3, 1, 0, 3, 2, 2, 1, 0, 3]);

    public static Batch UnequalCounts => Random([0, 1, 1, 2, 2, 2, 0, 1, 3, 2], seed: 2);

    public static Batch WithSingletons => Random([0, 1, 1, 2, 3, 1, 3], seed: 3);

    public static Batch OneIdentity => Random([1, 1, 1, 1], seed: 4);

    public static Batch AllSingletons => Random([0, 1, 2, 3], seed: 5);

    /// <summary>As usual, but negatives are much farther than positives: at random the means of a batch hardly differ.</summary>
    public static Batch Clusters
    {
        get
        {
            var batch = Random(Usual.Labels, seed: 12, spread: 0.4);
            for (var i = 0; i < batch.Labels.Length; i++)
            {
                batch.Embeddings[i, batch.Labels[i]] += 0.8;
            }

            return batch;
        }
    }

    /// <summary>Every embedding the same point.</summary>
    public static Batch Collapsed
    {
        get
        {
            var batch = Usual;
            for (var i = 0; i < batch.Labels.Length; i++)
            {
                for (var j = 0; j < batch.Embeddings.GetLength(1); j++)
                {
                    batch.Embeddings[i, j] = 0.5 - (0.25 * j);
                }
            }

            return batch;
        }
    }

    public Batch Permuted(int[] order)
    {
        var values = new double[order.Length, Embeddings.GetLength(1)];
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = 0; j < values.GetLength(1); j++)
            {
                values[i, j] = Embeddings[order[i], j];
            }
        }

        return new Batch(values, [.. order.Select(row => Labels[row])]);
    }
}
