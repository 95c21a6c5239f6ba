namespace ReId.Model.Training.Recipes;

/// <summary>The network to train.</summary>
public sealed record ModelRecipe
{
    /// <summary>Name of the backbone, as <c>reid models list</c> has it.</summary>
    public string Backbone { get; init; } = "osnet_x0_25";

    /// <summary>Options of the backbone: dimension, neck, input size and so on.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A model file of the same backbone to begin with; what it lacks or holds in another shape keeps its drawn values.
    /// Empty (default) to begin from drawn values.
    /// </summary>
    public string Weights { get; init; } = "";
}
