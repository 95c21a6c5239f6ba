using System.Globalization;
using ReId.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReId.Model.Training.Recipes;

/// <summary>
/// A key of a recipe set from outside: <c>stages[0].epochs=3</c>, <c>data.root=DIR</c>. The value is YAML; an index may be
/// left out where the list has one entry (<c>stages.epochs=3</c>).
/// </summary>
internal static class RecipeOverride
{
    /// <summary>Changes the tree.</summary>
    /// <param name="root">The recipe.</param>
    /// <param name="assignment"><c>path=value</c>.</param>
    /// <exception cref="ReIdException">No assignment, or a path that leads nowhere.</exception>
    public static void Apply(YamlMappingNode root, string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw new ReIdException($"'{assignment}' sets nothing: write key=value, for example stages[0].epochs=3.");
        }

        var (path, value) = (assignment[..equals], Parse(assignment, assignment[(equals + 1)..]));
        var steps = path.Split('.');
        YamlNode at = root;
        for (var i = 0; i < steps.Length; i++)
        {
            var (name, index) = Step(assignment, steps[i]);
            at = Only(at, index: null, assignment);
            var map = at as YamlMappingNode
                ?? throw new ReIdException($"'{assignment}' leads nowhere: '{string.Join('.', steps[..i])}' holds no keys.");
            var key = new YamlScalarNode(name);
            if (i == steps.Length - 1 && index is null)
            {
                map.Children[key] = value;
                return;
            }

            if (!map.Children.TryGetValue(key, out var child))
            {
                map.Children[key] = child = index is null
                    ? new YamlMappingNode()
                    : throw new ReIdException($"'{assignment}' leads nowhere: the recipe has no '{string.Join('.', steps[..i].Append(name))}'.");
            }

            if (index is not null && i == steps.Length - 1)
            {
                Entries(child, index.Value, assignment).Children[index.Value] = value;
                return;
            }

            at = Only(child, index, assignment);
        }
    }

    private static YamlNode Only(YamlNode node, int? index, string assignment) => node switch
    {
        YamlSequenceNode list when index is { } place => Entries(list, place, assignment).Children[place],
        YamlSequenceNode { Children: [var single] } => single,
        YamlSequenceNode list => throw new ReIdException(
            $"'{assignment}' does not say which of {list.Children.Count} entries: add an index, for example [0]."),
        _ => node,
    };

    private static YamlSequenceNode Entries(YamlNode node, int index, string assignment) =>
        node is YamlSequenceNode list && index < list.Children.Count
            ? list
            : throw new ReIdException($"'{assignment}' leads nowhere: there is no entry [{index}].");

    private static (string Name, int? Index) Step(string assignment, string step)
    {
        var open = step.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return (step, null);
        }

        return step.EndsWith(']') && int.TryParse(step[(open + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (step[..open], index)
            : throw new ReIdException($"'{assignment}' has the step '{step}': an index is a number in brackets, for example stages[0].");
    }

    private static YamlNode Parse(string assignment, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            // Marks of this fragment would be taken for lines of the file.
            return stream.Documents.Count == 0 ? new YamlScalarNode("") : Unplaced(stream.Documents[0].RootNode);
        }
        catch (YamlException e)
        {
            throw new ReIdException($"'{assignment}' has a value that is no YAML: {e.InnerException?.Message ?? e.Message}.", e);
        }
    }

    private static YamlNode Unplaced(YamlNode node) => node switch
    {
        YamlScalarNode scalar => new YamlScalarNode(scalar.Value),
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Unplaced)),
        YamlMappingNode map => new YamlMappingNode(map.Children.Select(pair => KeyValuePair.Create(Unplaced(pair.Key), Unplaced(pair.Value)))),
        _ => node,
    };
}
