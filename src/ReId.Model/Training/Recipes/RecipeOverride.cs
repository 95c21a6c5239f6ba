using System.Collections;
using System.Globalization;
using ReId.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReId.Model.Training.Recipes;

/// <summary>
/// A key of a recipe set from outside: <c>stages[0].epochs=3</c>, <c>data.root=DIR</c>. The value is YAML; an index may be
/// left out where the list has one entry (<c>stages.epochs=3</c>). What the file leaves out, or gives as a bare name
/// (<c>optimizer: adam</c>), is written out on the way. An option that is set to nothing (<c>model.options.pool=</c>) is
/// taken out and has its default again.
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
        object? standard = new Recipe();
        for (var i = 0; i < steps.Length; i++)
        {
            var (name, index) = Step(assignment, steps[i]);
            var map = at as YamlMappingNode
                ?? throw new ReIdException($"'{assignment}' leads nowhere: '{string.Join('.', steps[..i])}' holds no keys.");
            var key = new YamlScalarNode(name);
            if (i == steps.Length - 1 && index is null)
            {
                if (standard is IReadOnlyDictionary<string, string> && value is YamlScalarNode { Value: "" or null })
                {
                    map.Children.Remove(key);
                }
                else
                {
                    map.Children[key] = value;
                }

                return;
            }

            standard = RecipeDefaults.Of(standard, name);
            if (!map.Children.TryGetValue(key, out var child))
            {
                map.Children[key] = child = WrittenOut(standard, index)
                    ?? throw new ReIdException($"'{assignment}' leads nowhere: the recipe has no '{string.Join('.', steps[..i].Append(name))}'.");
            }

            if (index is not null && i == steps.Length - 1)
            {
                Entries(child, index.Value, assignment).Children[index.Value] = value;
                return;
            }

            if (child is YamlSequenceNode list)
            {
                var place = Place(list, index, assignment);
                standard = RecipeDefaults.Entry(standard);
                at = list.Children[place] = Opened(list.Children[place], standard);
            }
            else
            {
                at = map.Children[key] = Opened(child, standard);
            }
        }
    }

    // What stands for a key that the file leaves out; null where the list would have no entry to lead to.
    private static YamlNode? WrittenOut(object? standard, int? index) => standard switch
    {
        PartRecipe part => Named(part.Name),
        IList { Count: 1 } when index is null or 0 => new YamlSequenceNode(new YamlMappingNode()),
        _ => index is null ? new YamlMappingNode() : null,
    };

    private static YamlNode Opened(YamlNode node, object? standard) =>
        standard is PartRecipe && node is YamlScalarNode { Value.Length: > 0 } name ? Named(name.Value) : node;

    private static YamlMappingNode Named(string name) => new(new YamlScalarNode("name"), new YamlScalarNode(name));

    private static int Place(YamlSequenceNode list, int? index, string assignment)
    {
        if (index is null && list.Children.Count != 1)
        {
            throw new ReIdException($"'{assignment}' does not say which of {list.Children.Count} entries: add an index, for example [0].");
        }

        Entries(list, index ?? 0, assignment);
        return index ?? 0;
    }

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
