namespace ReId.Model.Training.Recipes;

/// <summary>A term of the total loss.</summary>
public sealed record LossRecipe
{
    /// <summary>Name of the loss, as <c>reid losses</c> has it.</summary>
    public string Name { get; init; } = "triplet_batch_hard";

    /// <summary>Its weight.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Which embedding it sees: <c>before</c> the neck or <c>after</c> it; the same where there is none.</summary>
    public string On { get; init; } = "before";

    /// <summary>Its options; those absent keep their defaults.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Margin that the stage begins with, growing evenly to the loss's own; negative (default) for no schedule.</summary>
    public double MarginFrom { get; init; } = -1;

    /// <summary>Epochs that the growth of the margin takes.</summary>
    public int MarginEpochs { get; init; } = 10;
}
