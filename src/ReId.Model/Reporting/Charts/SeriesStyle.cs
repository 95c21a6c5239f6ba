namespace ReId.Model.Reporting.Charts;

/// <summary>How a series is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A smoothed line over the faint raw one.</summary>
    Smoothed,

    /// <summary>The smoothed line alone, where several raw ones would cover each other.</summary>
    SmoothedOnly,

    /// <summary>Marks, with error bars and labels where the points have them.</summary>
    Marks,

    /// <summary>Marks joined by a line.</summary>
    MarkedLine,
}
