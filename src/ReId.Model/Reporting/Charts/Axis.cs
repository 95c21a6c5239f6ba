namespace ReId.Model.Reporting.Charts;

/// <summary>One axis of a chart.</summary>
public sealed record Axis
{
    /// <summary>What it shows, with its unit.</summary>
    public string Label { get; init; } = "";

    /// <summary>True for equal steps per factor; numbers that are not above 0 are left out.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>True to write fractions as percent.</summary>
    public bool Percent { get; init; }

    /// <summary>True where only whole numbers mean something: steps, epochs.</summary>
    public bool Whole { get; init; }

    /// <summary>Where it must begin at the latest; null to fit the data.</summary>
    public double? Low { get; init; }

    /// <summary>Where it must end at the earliest; null to fit the data.</summary>
    public double? High { get; init; }

    /// <summary>Where numbers stand, such as 64, 128, 256; null for round ones.</summary>
    public IReadOnlyList<double>? Ticks { get; init; }

    /// <summary>How a number is written at the axis.</summary>
    /// <param name="value">The number.</param>
    public string Format(double value) => Percent ? NumberText.Percent(value) : NumberText.Short(value);

    /// <summary>True where a number has a place on the axis.</summary>
    internal bool Shows(double value) => double.IsFinite(value) && (!Logarithmic || value > 0);
}
