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
    /// written; a relative path is looked for beside the text file first, then in the current folder.
    /// </param>
    /// <exception cref="ReIdException">Nothing there, no picture in it, or a listed file that does not exist.</exception>
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
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var name = line.Trim();
            if (name.Length > 0)
            {
                images.Add((name, Resolve(folder, name)
                    ?? throw new ReIdException($"{file}, line {number}: {name} does not exist")));
            }
        }

        return images;
    }

    // A binary file given by mistake has "names" that no path can have; File.Exists says false to those.
    private static string? Resolve(string folder, string name)
    {
        var beside = Path.Combine(folder, name);
        if (File.Exists(beside))
        {
            return beside;
        }

        return File.Exists(name) ? Path.GetFullPath(name) : null;
    }
}
