namespace ReId.Model.Training.Recipes;

/// <summary>The recipes that come with the program: one YAML file each in this folder, embedded.</summary>
public static class ShippedRecipes
{
    private const string Prefix = "ReId.Recipes.";
    private const string Ending = ".yaml";

    /// <summary>Their names in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedRecipes).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of one; null when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    public static string? Find(string name)
    {
        using var stream = typeof(ShippedRecipes).Assembly.GetManifestResourceStream(Prefix + name + Ending);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
