namespace ReId.Model.Losses.Checking;

/// <summary>Compares numbers with |actual − expected| ≤ absolute + relative·|expected|; keeps the worst.</summary>
internal sealed class Comparison(double absolute, double relative)
{
    private double _excess = 1;

    /// <summary>Greatest absolute error so far.</summary>
    public double Greatest { get; private set; }

    /// <summary>The name of what is farthest outside its tolerance, or null when all is within.</summary>
    public string? Worst { get; private set; }

    /// <summary>Compares some numbers.</summary>
    /// <returns>Their greatest absolute error; infinite where one is NaN or their count differs.</returns>
    public double Add(string name, double[] actual, double[] expected)
    {
        var greatest = actual.Length == expected.Length ? 0 : double.PositiveInfinity;
        var excess = greatest;
        for (var i = 0; i < Math.Min(actual.Length, expected.Length); i++)
        {
            var error = double.IsNaN(actual[i]) ? double.PositiveInfinity : Math.Abs(actual[i] - expected[i]);
            greatest = Math.Max(greatest, error);
            excess = Math.Max(excess, error / (absolute + (relative * Math.Abs(expected[i]))));
        }

        if (excess > _excess)
        {
            (_excess, Worst) = (excess, name);
        }

        Greatest = Math.Max(Greatest, greatest);
        return greatest;
    }
}
