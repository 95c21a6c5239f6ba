using ReId.Contracts;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Reranking;

namespace ReId.Model.Evaluation;

/// <summary>How a set is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Euclidean (default) or cosine distance; on features of length 1 both give the same ranking.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <summary>Average precision by trapezes, as Market-1501's own script has it; false (default) for the standard one.</summary>
    public bool Trapezoidal { get; init; }

    /// <summary>k-reciprocal re-ranking; null (default) for none.</summary>
    public KReciprocalOptions? Rerank { get; init; }

    /// <summary>Gallery vectors that are added to each query first; 0 (default) for none.</summary>
    public int QueryExpansion { get; init; }

    /// <summary>Exponent of the weights of query expansion.</summary>
    public double Alpha { get; init; } = 3;

    /// <summary>Ranks of the cumulative match characteristic.</summary>
    public IReadOnlyList<int> Ranks { get; init; } = [1, 5, 10, 20];

    /// <summary>Ranks of Recall@k, the same measure under the name that image retrieval uses.</summary>
    public IReadOnlyList<int> RecallRanks { get; init; } = [1, 2, 4, 8];

    /// <summary>Draws for the confidence intervals.</summary>
    public int BootstrapDraws { get; init; } = 1000;

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ReIdException">An option is out of its range.</exception>
    public void Check()
    {
        Rerank?.Check();
        if (Ranks.Concat(RecallRanks).Any(rank => rank < 1))
        {
            throw new ReIdException("Ranks must be at least 1.");
        }
    }
}
