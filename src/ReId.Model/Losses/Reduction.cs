namespace ReId.Model.Losses;

/// <summary>How the terms of a loss become one number.</summary>
public enum Reduction
{
    /// <summary>Mean over all valid terms, zeros included.</summary>
    Mean,

    /// <summary>Mean over the terms above zero: easy ones do not dilute it.</summary>
    MeanNonzero,

    /// <summary>Plain sum.</summary>
    Sum,
}
