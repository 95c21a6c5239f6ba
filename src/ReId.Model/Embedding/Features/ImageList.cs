using ReId.Contracts;

namespace ReId.Model.Embedding.Features;

/// <summary>The pictures that <c>--images</c> names: for each, the name to print and the path to read.</summary>
public static class ImageList
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    /// <summary>Lists the pictures.</summary>
    /// <param name="source">
    /// A folder: every picture below it by its file ending, named by its path relative to the folder with '/' between
    /// parts, in ordinal order. Or a text file: one path a line, empty lines ignored, in the file's order and named as
    /// written; a relative path is looked for beside the text file first, then in the current folder;
    /// whether it exists shows when it is read.
    /// </param>
    /// <exception cref="ReIdException">Nothing there, or no picture in it.</exception>
    public static IReadOnlyList<(string Name, string Path)> Read(string source)
    {
        try
        {
            var images = Directory.Exists(source) ? FromFolder(source) : FromText(source);
            return images.Count > 0
                ? images
                : throw new ReIdException(
                    $"{source} holds no picture; expected files ending in {string.Join(", ", Endings)}, or a list of paths");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{source} cannot be read: {e.Message}", e);
        }
    }

    private static List<(string Name, string Path)> FromFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), Path: path))
            .OrderBy(image => image.Name, StringComparer.Ordinal)];

    private static List<(string Name, string Path)> FromText(string file)
    {
        if (!File.Exists(file))
        {
            throw new ReIdException($"{file} does not exist; --images takes a folder or a text file with one path a line");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var images = new List<(string Name, string Path)>();
        foreach (var line in File.ReadLines(file))
        {
            var name = line.Trim();
            if (name.Length > 0)
            {
                images.Add((name, Resolve(folder, name)));
            }
        }

        return images;
    }

    private static string Resolve(string folder, string name)
    {
        var beside = Path.Combine(folder, name);
        return !File.Exists(beside) && File.Exists(name) ? Path.GetFullPath(name) : beside;
    }
}
