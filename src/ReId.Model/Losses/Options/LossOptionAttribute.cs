namespace ReId.Model.Losses.Options;

/// <summary>Marks a property as an option of a loss: what it does and which values it may have.</summary>
/// <param name="description">One sentence for the list of losses.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LossOptionAttribute(string description) : Attribute
{
    /// <summary>What it does.</summary>
    public string Description { get; } = description;

    /// <summary>Smallest value allowed.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value allowed.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Min"/> itself is refused.</summary>
    public bool AboveMin { get; init; }

    /// <summary>Another name under which it is understood.</summary>
    public string? Alias { get; init; }
}
