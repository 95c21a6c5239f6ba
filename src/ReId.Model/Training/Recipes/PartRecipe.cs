namespace ReId.Model.Training.Recipes;

/// <summary>A strategy by name with its options.</summary>
public sealed record PartRecipe
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its options; those absent keep their defaults.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
