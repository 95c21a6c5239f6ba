using System.Collections;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace ReId.Model.Training.Recipes;

/// <summary>Writes a recipe with every key, so that it says all that decides the run.</summary>
public static class RecipeWriter
{
    /// <summary>YAML that <see cref="RecipeReader"/> reads back as an equal recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    public static string Write(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(Node(recipe))).Save(text, assignAnchors: false);
        // The library ends a document with "..."; a file of one needs no end.
        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    private static YamlNode Node(object value) => value switch
    {
        string text => Scalar(text, text.Length == 0),
        bool truth => Scalar(truth ? "true" : "false"),
        IFormattable number when value.GetType().IsPrimitive => Scalar(number.ToString(null, CultureInfo.InvariantCulture)),
        IReadOnlyDictionary<string, string> settings => Map(settings.Select(pair => (pair.Key, (object)pair.Value))),
        PartRecipe { Options.Count: 0 } part => Scalar(part.Name, part.Name.Length == 0),
        IEnumerable list => new YamlSequenceNode(list.Cast<object>().Select(Node)),
        _ => Map(value.GetType().GetProperties().Select(property => (SnakeCase.Of(property.Name), property.GetValue(value)!))),
    };

    private static YamlScalarNode Scalar(string text, bool quoted = false) =>
        new(text) { Style = quoted ? YamlDotNet.Core.ScalarStyle.SingleQuoted : YamlDotNet.Core.ScalarStyle.Any };

    private static YamlMappingNode Map(IEnumerable<(string Key, object Value)> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create<YamlNode, YamlNode>(new YamlScalarNode(pair.Key), Node(pair.Value))));
}
