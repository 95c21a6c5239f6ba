using System.Globalization;
using System.Text.RegularExpressions;
using ReId.Contracts;

namespace ReId.Ingest.Sources;

/// <summary>The files of a pattern such as <c>frames/frame_%04d.jpg</c>, in the order of their numbers.</summary>
internal static partial class NumberedFiles
{
    /// <summary>Frames per second of a sequence whose rate nobody gave.</summary>
    public const double AssumedRate = 25;

    /// <summary>The files; null when the path is no pattern.</summary>
    /// <exception cref="ReIdException">It is one, but no file fits it.</exception>
    public static (string Name, IReadOnlyList<string> Files, IReadOnlyList<long> Numbers)? TryFind(string path)
    {
        var name = Path.GetFileName(path);
        if (Path.Exists(path) || Pattern().Match(name) is not { Success: true } place)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var width = int.TryParse(place.Groups["width"].Value, CultureInfo.InvariantCulture, out var digits) ? digits : 1;
        var fitting = new Regex(
            $"^{Regex.Escape(name[..place.Index])}(\\d{{{width},18}}){Regex.Escape(name[(place.Index + place.Length)..])}$", RegexOptions.CultureInvariant);
        (string File, long Number)[] files = [.. (Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
            .Select(file => (file, match: fitting.Match(Path.GetFileName(file))))
            .Where(x => x.match.Success)
            .Select(x => (x.file, long.Parse(x.match.Groups[1].Value, CultureInfo.InvariantCulture)))
            .OrderBy(x => x.Item2)];
        if (files.Length == 0)
        {
            throw new ReIdException($"No file fits {path}: %04d stands for a number of four digits, as in frame_0001.jpg.");
        }

        var stem = Path.GetFileNameWithoutExtension(name.Remove(place.Index, place.Length)).Trim('_', '-', '.', ' ');
        return (stem.Length > 0 ? stem : Path.GetFileName(folder), [.. files.Select(f => f.File)], [.. files.Select(f => f.Number)]);
    }

    [GeneratedRegex("%(?:0(?<width>[1-9]))?d")]
    private static partial Regex Pattern();
}
