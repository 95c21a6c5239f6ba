using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Contract;

/// <summary>What every kind of index promises; a new kind is supported when it passes. xunit makes one instance a test.</summary>
public abstract class IndexContract
{
    protected const int Count = 1200;
    protected const int Queries = 25;
    protected const int K = 10;
    private const int Dimension = TestVectors.Dimension;

    /// <summary>FAISS's factory string.</summary>
    protected abstract string Description { get; }

    protected abstract FaissOperations Operations { get; }

    protected virtual FaissMetric Metric => FaissMetric.InnerProduct;

    /// <summary>The least share of the true neighbours that the index finds; 1 for an exact one.</summary>
    protected abstract double RecallFloor { get; }

    /// <summary>Settings that make the search as thorough as the kind allows.</summary>
    protected virtual void Tune(FaissIndex index)
    {
    }

    private protected Oracle Truth { get; private set; } = null!;

    private protected float[] Vectors { get; } = TestVectors.Create(Count, seed: 1);

    /// <summary>Ids out of order and with gaps where the index keeps ids, else positions.</summary>
    private protected long[] Ids { get; private set; } = null!;

    private protected float[] QueryVectors { get; } = TestVectors.Create(Queries, seed: 2);

    private protected float[] Query(int i) => QueryVectors[(i * Dimension)..((i + 1) * Dimension)];

    /// <summary>A new index with all vectors in it; sets <see cref="Ids"/> and <see cref="Truth"/>.</summary>
    private protected FaissIndex Filled()
    {
        var index = FaissIndex.Create(Dimension, Description, Metric);
        Truth = new Oracle(Metric);
        Ids = [.. Enumerable.Range(0, Count).Select(i => Operations.HasFlag(FaissOperations.AddWithIds) ? 7L + (3 * ((i * 7L) % Count)) : i)];
        index.Train(Vectors);
        // In two pieces, as a gallery grows.
        AddSome(index, 0, Count / 3);
        AddSome(index, Count / 3, Count);
        Truth.Add(Vectors, Ids);
        Tune(index);
        return index;
    }

    private void AddSome(FaissIndex index, int from, int to)
    {
        var vectors = Vectors.AsSpan(from * Dimension, (to - from) * Dimension);
        if (index.Supports(FaissOperations.AddWithIds))
        {
            index.Add(vectors, Ids.AsSpan(from, to - from));
        }
        else
        {
            index.Add(vectors);
        }
    }

    private protected double Recall(FaissSearchResult found, Func<long, bool>? passes = null)
    {
        var hits = 0;
        var all = 0;
        for (var i = 0; i < Queries; i++)
        {
            var expected = Truth.Nearest(Query(i), K, passes);
            hits += found.IdsOf(i).ToArray().Intersect(expected).Count();
            all += expected.Length;
        }

        return (double)hits / all;
    }

    /// <summary>
    /// Whether the kind claims an operation, and the binding says the same. What happens to the others is the business
    /// of <c>What_it_cannot_do_is_a_typed_error_that_names_the_kind</c>.
    /// </summary>
    private protected bool Claims(FaissOperations operation)
    {
        using var index = FaissIndex.Create(Dimension, Description, Metric);
        Assert.Equal(Operations.HasFlag(operation), index.Supports(operation));
        return Operations.HasFlag(operation);
    }
}
