using ReId.Model.Evaluation.Ranking;
using ReId.Model.Evaluation.Reporting;
using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Evaluation;

/// <summary>What an evaluation found.</summary>
public sealed record EvaluationReport
{
    /// <summary>Counts and per-query scores.</summary>
    public required RetrievalScores Scores { get; init; }

    /// <summary>Pictures in the gallery, junk left out.</summary>
    public required int Gallery { get; init; }

    /// <summary>Gallery pictures that were left out as junk.</summary>
    public required int JunkDropped { get; init; }

    /// <summary>True where pictures of a query's identity by its own camera were left out.</summary>
    public required bool HasCameras { get; init; }

    /// <summary>Mean average precision: the standard one or the trapezoidal, as asked for.</summary>
    public required Score MeanAveragePrecision { get; init; }

    /// <summary>Mean inverse negative penalty.</summary>
    public required Score MeanInversePenalty { get; init; }

    /// <summary>CMC at the ranks asked for.</summary>
    public required IReadOnlyList<Score> Ranks { get; init; }

    /// <summary>Recall@k for image retrieval.</summary>
    public required IReadOnlyList<Score> Recalls { get; init; }

    /// <summary>R-precision.</summary>
    public required Score RPrecision { get; init; }

    /// <summary>mAP@R.</summary>
    public required Score MeanAveragePrecisionAtR { get; init; }

    /// <summary>Time spent on neighbours and sparse vectors; zero without re-ranking.</summary>
    public required TimeSpan RerankTime { get; init; }

    /// <summary>Time spent on distances and ranks.</summary>
    public required TimeSpan RankTime { get; init; }

    /// <summary>How it was done.</summary>
    public required EvaluationOptions Options { get; init; }

    /// <summary>"The same or not?" over all pairs, in folds; null where it was not asked.</summary>
    public FoldVerification? Verification { get; init; }

    /// <summary>Why it was not asked, as the end of a sentence; null where it was, or was not wanted.</summary>
    public string? VerificationLeftOut { get; init; }

    /// <summary>Time spent on it.</summary>
    public TimeSpan VerificationTime { get; init; }
}
