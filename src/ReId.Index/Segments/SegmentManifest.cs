namespace ReId.Index.Segments;

/// <summary>What the file that names the cached segments says. Nothing in it is believed before it was checked.</summary>
internal sealed record SegmentManifest(int Format, string Kind, IReadOnlyList<SegmentManifest.Entry> Segments)
{
    public const int CurrentFormat = 1;

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

        return null;
    }

    // Deserialised: whatever the types say, all of it may be missing.
    private static string? EntryProblem(Entry? entry) => entry switch
    {
        null => "is null",
        { Model: null or "" } => "names no model",
        { Sha256: null or "" } => "has no checksum",
        { File: null or "" } => "names no file",
        _ => IsBareName(entry.File) ? null : "names a file outside the folder",
    };

    private static bool IsBareName(string name) =>
        name is not ("." or "..") && Path.GetFileName(name) == name && !name.Contains('\0');

    internal sealed record Entry(
        string Model, int Dimension, string File, string Sha256, long LastSequence, long Count);
}
