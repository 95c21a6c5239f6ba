namespace ReId.Model.Evaluation.Ranking;

/// <summary>How distances become scores.</summary>
public sealed record RetrievalOptions
{
    /// <summary>False-positive rates at which the true-positive rate is given, ascending; 1e-4 to 1e-1 by default.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; init; } = [1e-4, 1e-3, 1e-2, 1e-1];
}
