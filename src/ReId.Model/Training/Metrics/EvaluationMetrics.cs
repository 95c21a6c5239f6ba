namespace ReId.Model.Training.Metrics;

/// <summary>An evaluation in between; scores are fractions from 0 to 1, as <c>reid eval</c> prints them.</summary>
public sealed record EvaluationMetrics : MetricsLine
{
    /// <summary>The epoch after which it was made.</summary>
    public required int Epoch { get; init; }

    /// <summary>Mean average precision.</summary>
    public required double MAp { get; init; }

    /// <summary>Share of the queries whose first result is right.</summary>
    public double Rank1 { get; init; }

    /// <summary>Share of the queries with a right result among the first five.</summary>
    public double Rank5 { get; init; }

    /// <summary>Mean inverse negative penalty.</summary>
    public double MInp { get; init; }
}
