using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Losses.Checking;

/// <summary>A golden file of group <c>losses</c>, read with sentences for what is wrong in it.</summary>
internal sealed class GoldenLossFile
{
    private readonly string _path;
    private readonly JsonElement _inputs;

    private GoldenLossFile(string path, JsonElement root)
    {
        _path = path;
        Name = Text(root, "name");
        Case = root.TryGetProperty("case", out var one) && one.ValueKind == JsonValueKind.String ? one.GetString()! : "";
        Options = Object(root, "options");
        _inputs = Object(root, "inputs");
        Expected = Object(root, "expected");
        var tolerance = Object(root, "tolerance");
        Absolute = Number(tolerance, "abs");
        Relative = Number(tolerance, "rel");
        TiedRows = root.TryGetProperty("gradient_ties", out var ties) && ties.TryGetProperty("groups", out var groups)
            ? [.. groups.EnumerateArray().Select(group => group.EnumerateArray().Select(row => row.GetInt32()).ToArray())]
            : [];
    }

    public string Name { get; }

    public string Case { get; }

    public JsonElement Options { get; }

    public JsonElement Expected { get; }

    public double Absolute { get; }

    public double Relative { get; }

    /// <summary>Groups of rows of which only the sum of the gradient is compared.</summary>
    public IReadOnlyList<int[]> TiedRows { get; }

    public static GoldenLossFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(FileBytes.Read(path));
            var root = document.RootElement.Clone();
            var group = root.ValueKind == JsonValueKind.Object ? Text(root, "group") : "";
            return group == "losses"
                ? new GoldenLossFile(path, root)
                : throw new ReIdException($"{path} is no golden file of a loss: its 'group' must be 'losses', not '{group}'.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new ReIdException($"{path} is no golden file: {e.Message.Split('\n')[0].TrimEnd('.')}.", e);
        }
        catch (MissingFieldException e)
        {
            throw new ReIdException($"{path} is no golden file of a loss: field '{e.Message}' is missing or of another kind.", e);
        }
    }

    public bool HasInput(string name) => _inputs.TryGetProperty(name, out _);

    /// <summary>An input as float64 values, row by row, and its shape.</summary>
    public (double[] Values, long[] Shape) Input(string name) =>
        _inputs.TryGetProperty(name, out var element)
            ? Flat(element)
            : throw new ReIdException($"{_path} has no '{name}' among its inputs.");

    public long[] Indices(string name) => Array.ConvertAll(Input(name).Values, value => (long)value);

    /// <summary>A number, vector or matrix as values and shape.</summary>
    public static (double[] Values, long[] Shape) Flat(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return ([element.GetDouble()], []);
        }

        var parts = element.EnumerateArray().Select(Flat).ToArray();
        return ([.. parts.SelectMany(part => part.Values)], [parts.Length, .. parts.Length > 0 ? parts[0].Shape : []]);
    }

    private static string Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString()! : throw new MissingFieldException(name);

    private static JsonElement Object(JsonElement from, string name) =>
        from.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found : throw new MissingFieldException(name);

    private static double Number(JsonElement from, string name) =>
        from.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number ? found.GetDouble() : throw new MissingFieldException(name);
}
