namespace ReId.Model.Evaluation.Ranking;

/// <summary>How distances become scores.</summary>
public sealed record RetrievalOptions
{
    /// <summary>False-positive rates at which the true-positive rate is given, ascending; 1e-4 to 1e-1 by default.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; init; } = [1e-4, 1e-3, 1e-2, 1e-1];

    /// <summary>
    /// How many of the smallest distances of wrong answers are kept in memory. Where the rates need more, all distances
    /// are computed twice and counted, in 32 MiB. 50 million (300 MB) by default: MSMT17 needs more.
    /// </summary>
    public int MostKeptDistances { get; init; } = 50_000_000;
}
