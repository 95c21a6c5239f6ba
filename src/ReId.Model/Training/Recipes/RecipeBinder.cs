using System.Collections;
using System.Globalization;
using ReId.Contracts;
using YamlDotNet.RepresentationModel;

namespace ReId.Model.Training.Recipes;

/// <summary>Turns YAML into the records of a recipe; whatever does not fit is named with its place.</summary>
/// <param name="source">Name of the file, for messages.</param>
internal sealed class RecipeBinder(string source)
{
    /// <summary>Fills a record; keys that are absent keep their defaults.</summary>
    /// <exception cref="ReIdException">An unknown key (the nearest is named), or a value of another kind.</exception>
    public Recipe Bind(YamlMappingNode root) => (Recipe)Record(root, typeof(Recipe), "");

    private object Record(YamlNode node, Type type, string path)
    {
        if (node is not YamlMappingNode map)
        {
            throw Wrong(node, path, "is not a list of keys and values");
        }

        var record = Activator.CreateInstance(type)!;
        var properties = type.GetProperties().ToDictionary(property => SnakeCase.Of(property.Name), StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var name = Text(key, path);
            var place = path.Length == 0 ? name : $"{path}.{name}";
            if (!properties.TryGetValue(name, out var property))
            {
                throw Wrong(key, place, $"is no key of a recipe: {KnownNames.Hint(name, properties.Keys)}");
            }

            property.SetValue(record, Value(value, property.PropertyType, place));
        }

        return record;
    }

    private object Value(YamlNode node, Type type, string path)
    {
        if (type == typeof(string))
        {
            return Text(node, path);
        }

        if (type == typeof(int))
        {
            return int.TryParse(Text(node, path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole
                : throw Wrong(node, path, $"must be a whole number, not '{Text(node, path)}'");
        }

        if (type == typeof(double))
        {
            return double.TryParse(Text(node, path), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw Wrong(node, path, $"must be a number, not '{Text(node, path)}'");
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(Text(node, path), out var truth)
                ? truth
                : throw Wrong(node, path, $"must be true or false, not '{Text(node, path)}'");
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return Settings(node, path);
        }

        return typeof(IEnumerable).IsAssignableFrom(type) ? List(node, type.GetGenericArguments()[0], path) : Part(node, type, path);
    }

    // A strategy without options may stand as its name alone.
    private object Part(YamlNode node, Type type, string path) => type == typeof(PartRecipe) && node is YamlScalarNode name
        ? new PartRecipe { Name = name.Value ?? "" }
        : Record(node, type, path);

    private IList List(YamlNode node, Type type, string path)
    {
        if (node is not YamlSequenceNode sequence)
        {
            throw Wrong(node, path, "must be a list");
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        for (var i = 0; i < sequence.Children.Count; i++)
        {
            list.Add(Value(sequence.Children[i], type, $"{path}[{i}]"));
        }

        return list;
    }

    private Dictionary<string, string> Settings(YamlNode node, string path) => node is YamlMappingNode map
        ? map.Children.ToDictionary(pair => Text(pair.Key, path), pair => Text(pair.Value, $"{path}.{pair.Key}"), StringComparer.Ordinal)
        : throw Wrong(node, path, "must be a list of options and values");

    private string Text(YamlNode node, string path) => node is YamlScalarNode scalar
        ? scalar.Value ?? ""
        : throw Wrong(node, path, "must be a single value");

    // What was set from outside stands in no line of the file: its marks are empty.
    private ReIdException Wrong(YamlNode node, string path, string what) => new(
        $"{source}{(node.End.Index > 0 ? $", line {node.Start.Line}" : "")}: {(path.Length == 0 ? "the recipe" : $"'{path}'")} {what}.");
}
