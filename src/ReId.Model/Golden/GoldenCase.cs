using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Golden;

/// <summary>A golden file: inputs, and the numbers that another program's own code gave for them.</summary>
internal sealed class GoldenCase
{
    private readonly JsonElement _root;

    private GoldenCase(string path, JsonElement root)
    {
        (Path, _root) = (path, root);
        Group = Text("group");
        Name = Text("name");
        Case = Text("case");
    }

    public string Path { get; }

    public string Group { get; }

    public string Name { get; }

    public string Case { get; }

    public JsonElement Inputs => _root.GetProperty("inputs");

    public JsonElement Options => _root.GetProperty("options");

    public JsonElement Expected => _root.GetProperty("expected");

    public JsonElement Tolerances => _root.GetProperty("tolerance");

    /// <summary>The tolerance <c>abs</c>.</summary>
    public double AbsoluteTolerance => Tolerances.GetProperty("abs").GetDouble();

    /// <exception cref="ReIdException">No such file, or not a golden one.</exception>
    public static GoldenCase Read(string path)
    {
        try
        {
            return new GoldenCase(path, JsonDocument.Parse(FileBytes.Read(path)).RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ReIdException($"{path} is no golden file: it must be a JSON object with group, name and case.", e);
        }
    }

    public static double[] Doubles(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];

    public static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt32())];

    /// <summary>A matrix, row-major, with its number of columns.</summary>
    public static (float[] Values, int Columns) Matrix(JsonElement rows)
    {
        float[] values = [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(v => v.GetSingle()))];
        return (values, values.Length / Math.Max(rows.GetArrayLength(), 1));
    }

    private string Text(string field) =>
        _root.GetProperty(field).GetString() ?? throw new KeyNotFoundException(field);
}
