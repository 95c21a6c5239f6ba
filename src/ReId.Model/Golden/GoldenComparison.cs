namespace ReId.Model.Golden;

/// <summary>Collects the error that uses up most of its tolerance.</summary>
internal sealed class GoldenComparison
{
    private double _worst = -1;

    public double Error { get; private set; }

    public double Tolerance { get; private set; }

    /// <summary>What the greatest error is about.</summary>
    public string What { get; private set; } = "nothing";

    /// <summary>True when something was compared and everything is within its tolerance.</summary>
    public bool Ok => _worst is >= 0 and <= 1;

    public void Add(string what, double actual, double expected, double tolerance)
    {
        var error = actual.Equals(expected) ? 0 : Math.Abs(actual - expected);
        var share = error == 0 ? 0 : error / tolerance;
        if (double.IsNaN(share))
        {
            // NaN is no number, however wide the tolerance.
            (error, share) = (double.PositiveInfinity, double.PositiveInfinity);
        }

        // Of several perfect numbers the one with a tolerance says more.
        if (share > _worst || (share == _worst && tolerance > Tolerance))
        {
            (_worst, Error, Tolerance, What) = (share, error, tolerance, what);
        }
    }

    public void Add(string what, ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, double tolerance)
    {
        Add($"number of {what}", actual.Length, expected.Length, 0);
        for (var i = 0; i < Math.Min(actual.Length, expected.Length); i++)
        {
            Add($"{what} {i}", actual[i], expected[i], tolerance);
        }
    }

    /// <summary>Numbers that somebody else compared, by tolerances of their own.</summary>
    public void Judged(string what, double error, double tolerance, bool within) =>
        (_worst, Error, Tolerance, What) = (within ? 0 : double.PositiveInfinity, error, tolerance, what);

    /// <summary>Something that is right or wrong.</summary>
    public void Same(string what, bool same) => Add(what, same ? 0 : 1, 0, 0);
}
