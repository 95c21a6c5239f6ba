using System.Globalization;
using System.Text;
using ReId.Contracts;

namespace ReId.Ingest.Detection.Boxes;

/// <summary>Boxes that were found before: text of the MOT challenge, or JSON.</summary>
public sealed class BoxesFile
{
    private readonly List<BoxRow> _rows;

    private BoxesFile(string path, List<BoxRow> rows, IReadOnlyList<string> warnings)
    {
        (Path, _rows, Warnings) = (path, rows, warnings);
        NamesCameras = rows.TrueForAll(row => row.Camera is not null);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether every box says which camera it is of, so that the file serves several sources at once.</summary>
    public bool NamesCameras { get; }

    /// <summary>What was strange about the file, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    internal IReadOnlyList<BoxRow> Rows => _rows;

    /// <summary>Reads a file; what begins like a JSON array is JSON.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReIdException">It is missing, empty, or a line is bad: the message names file and line.</exception>
    public static BoxesFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Bytes(path);
        List<BoxRow> rows = [.. LooksLikeJson(bytes) ? BoxesJson.Parse(path, bytes) : MotText.Parse(path, Lines(bytes))];
        if (rows.Count == 0)
        {
            throw new ReIdException(
                $"The boxes '{path}' are empty: a file has at least one line frame,id,x,y,width,height,score, or is a JSON array of boxes.");
        }

        var warnings = new List<string>();
        return new BoxesFile(path, Scaled(path, rows, warnings), warnings);
    }

    /// <summary>
    /// Scores between 0 and 1. The detectors of the MOT challenge's older years have any numbers as scores; only their
    /// order means something, so they are mapped linearly. -1 everywhere stands for no scores.
    /// </summary>
    private static List<BoxRow> Scaled(string path, List<BoxRow> rows, List<string> warnings)
    {
        if (rows.TrueForAll(row => row.Score is null or -1))
        {
            return [.. rows.Select(row => row with { Score = 1 })];
        }

        var least = rows.Min(row => row.Score) ?? 0;
        var most = rows.Max(row => row.Score) ?? 1;
        if (least >= 0 && most <= 1)
        {
            return [.. rows.Select(row => row with { Score = row.Score ?? 1 })];
        }

        warnings.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"The scores of the boxes '{path}' go from {least:0.###} to {most:0.###}: they were mapped to 0…1, and --detector-score is to be chosen for that."));
        var range = most > least ? most - least : 1;
        return [.. rows.Select(row => row with { Score = row.Score is { } score ? (score - least) / range : 1 })];
    }

    private static bool LooksLikeJson(byte[] bytes)
    {
        var text = bytes.AsSpan();
        text = (text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text).TrimStart(" \t\r\n"u8);
        return text is [(byte)'[' or (byte)'{', ..];
    }

    private static IEnumerable<string> Lines(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReIdException($"The boxes '{path}' do not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException(
                Directory.Exists(path) ? $"The boxes '{path}' are a folder: name a file." : $"The boxes '{path}' cannot be read: {e.Message}", e);
        }
    }
}
