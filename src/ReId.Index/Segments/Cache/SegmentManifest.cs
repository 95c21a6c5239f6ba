using System.Security.Cryptography;
using System.Text.Json;

namespace ReId.Index.Segments.Cache;

/// <summary>What the file that names the sealed segments says. Nothing in it is believed before it was checked.</summary>
internal sealed record SegmentManifest(int Format, IReadOnlyList<SegmentEntry> Segments, string? Checksum = null)
{
    /// <summary>Format 1 named one flat file a model; it is rebuilt from the database.</summary>
    public const int CurrentFormat = 2;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The same with the checksum of what it says.</summary>
    public SegmentManifest Signed() => this with { Checksum = Sum() };

    /// <summary>What makes it useless, or null when every entry is whole.</summary>
    public string? Problem()
    {
        if (Segments is null)
        {
            return "it has no list of segments";
        }

        var position = 0;
        foreach (var entry in Segments)
        {
            if (EntryProblem(entry) is { } problem)
            {
                return $"its segment {position} {problem}";
            }

            position++;
        }

        return Checksum == Sum() ? null : "its checksum is wrong";
    }

    private string Sum() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Segments, s_json)));

    // Deserialised: whatever the types say, all of it may be missing.
    private static string? EntryProblem(SegmentEntry? entry) => entry switch
    {
        null => "is null",
        { Model: null or "" } => "names no model",
        { Kind: null or "" } => "names no kind",
        { Count: < 1 } or { Dimension: < 1 } => "is empty",
        _ when entry.FirstSequence > entry.LastSequence => "ends before it begins",
        { Plan: { Efforts: null or { Count: 0 } } } => "has an empty plan",
        _ => FileProblem(entry.Vectors, "vectors") ?? (entry.Index is null ? null : FileProblem(entry.Index, "index")),
    };

    private static string? FileProblem(CachedFile? file, string what) => file switch
    {
        null or { File: null or "" } => $"names no file of its {what}",
        { Sha256: null or "" } => $"has no checksum of its {what}",
        _ => IsBareName(file.File) ? null : "names a file outside the folder",
    };

    private static bool IsBareName(string name) =>
        name is not ("." or "..") && Path.GetFileName(name) == name && !name.Contains('\0');
}
