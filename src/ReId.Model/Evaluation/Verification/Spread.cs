namespace ReId.Model.Evaluation.Verification;

/// <summary>Mean and standard deviation over folds (divided by their number, as NumPy and FaceNet's script do).</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The deviation.</param>
public readonly record struct Spread(double Mean, double Deviation)
{
    /// <summary>Of some values, at least one.</summary>
    /// <param name="values">A value for each fold.</param>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return new Spread(mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
