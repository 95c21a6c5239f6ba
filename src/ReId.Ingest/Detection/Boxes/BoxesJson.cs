using System.Text.Json;
using System.Text.Json.Serialization;
using ReId.Contracts;

namespace ReId.Ingest.Detection.Boxes;

/// <summary>
/// Boxes as a JSON array of <c>{"frame": 1, "box": [x, y, width, height], "score": 0.9, "camera": "yard"}</c>: frames
/// from 1, pixels from 0; score and camera may be left out.
/// </summary>
internal static class BoxesJson
{
    private const int Numbers = 4;

    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <exception cref="ReIdException">It is no such JSON, or a box is bad; the message names it.</exception>
    public static IEnumerable<BoxRow> Parse(string path, byte[] json)
    {
        var entries = Entries(path, json);
        for (var i = 0; i < entries.Length; i++)
        {
            yield return Row(path, i + 1, entries[i]);
        }
    }

    private static Entry?[] Entries(string path, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry?[]>(json, s_format) ?? [];
        }
        catch (JsonException e)
        {
            throw new ReIdException(
                $"The boxes '{path}' are no JSON array of boxes (line {(e.LineNumber ?? 0) + 1}{(e.Path is { } at ? $", at {at}" : "")}): "
                + """a box is {"frame": 1, "box": [x, y, width, height], "score": 0.9}.""",
                e);
        }
    }

    private static BoxRow Row(string path, int number, Entry? entry)
    {
        if (entry is not { Frame: >= 1 and var frame })
        {
            throw new ReIdException($"Box {number} of '{path}' has {(entry?.Frame is { } given ? $"frame {given}" : "no frame")}, but frames are whole numbers from 1.");
        }

        if (entry.Box is not { Length: Numbers } box)
        {
            throw new ReIdException($"Box {number} of '{path}' has {entry.Box?.Length ?? 0} numbers, but a box is [x, y, width, height].");
        }

        if (entry.Camera is { } camera && string.IsNullOrWhiteSpace(camera))
        {
            throw new ReIdException($"Box {number} of '{path}' has an empty camera: give it a name, or leave it out.");
        }

        var row = new BoxRow(entry.Camera, frame - 1, box[0], box[1], box[2], box[3], entry.Score);
        return row.Problem is { } problem
            ? throw new ReIdException($"Box {number} of '{path}' has {problem}.")
            : row;
    }

    private sealed record Entry(long? Frame, double[]? Box, double? Score, string? Camera);
}
