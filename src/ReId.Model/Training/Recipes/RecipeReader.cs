using ReId.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReId.Model.Training.Recipes;

/// <summary>Reads recipes: YAML, then what is set from outside, then a check of every range.</summary>
public static class RecipeReader
{
    /// <summary>Reads a recipe of one's own, or a shipped one by its name.</summary>
    /// <param name="nameOrPath">A file, or a name of <see cref="ShippedRecipes"/>.</param>
    /// <param name="overrides">Assignments such as <c>stages[0].epochs=3</c>, in this order.</param>
    /// <exception cref="ReIdException">No such recipe, no YAML, an unknown key, a value of another kind or out of its range.</exception>
    public static Recipe Read(string nameOrPath, IEnumerable<string> overrides)
    {
        if (ShippedRecipes.Find(nameOrPath) is { } shipped)
        {
            return Parse(shipped, $"recipe {nameOrPath}", overrides);
        }

        if (!File.Exists(nameOrPath))
        {
            throw new ReIdException($"{nameOrPath} is no recipe: name a file, or one of {string.Join(", ", ShippedRecipes.Names)}.");
        }

        try
        {
            return Parse(File.ReadAllText(nameOrPath), nameOrPath, overrides);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{nameOrPath} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a recipe from text.</summary>
    /// <param name="yaml">The text; empty for all defaults.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <param name="overrides">Assignments, in this order.</param>
    /// <exception cref="ReIdException">As for <see cref="Read"/>.</exception>
    public static Recipe Parse(string yaml, string source, IEnumerable<string> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var root = Tree(yaml, source);
        foreach (var assignment in overrides)
        {
            RecipeOverride.Apply(root, assignment);
        }

        var recipe = new RecipeBinder(source).Bind(root);
        RecipeCheck.Check(recipe, source);
        return recipe;
    }

    private static YamlMappingNode Tree(string yaml, string source)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0
                ? []
                : stream.Documents[0].RootNode as YamlMappingNode
                    ?? throw new ReIdException($"{source} is no recipe: it must hold keys and values, for example 'seed: 1'.");
        }
        catch (YamlException e)
        {
            throw new ReIdException($"{source}, line {e.Start.Line}: this is no YAML: {e.InnerException?.Message ?? e.Message}.", e);
        }
    }
}
