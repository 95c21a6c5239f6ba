namespace ReId.Model.Studies.Results;

/// <summary>A score over the seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation of the sample (n − 1); null for a single run.</param>
/// <param name="Values">The scores, by seed.</param>
public sealed record SeedScore(double Mean, double? Deviation, IReadOnlyList<double> Values)
{
    /// <summary>Mean and deviation of some scores.</summary>
    /// <param name="values">At least one.</param>
    public static SeedScore Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var mean = values.Average();
        return new SeedScore(
            mean, values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : null, values);
    }
}
