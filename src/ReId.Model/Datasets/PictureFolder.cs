using ReId.Contracts;

namespace ReId.Model.Datasets;

/// <summary>Pictures in folders, listed in the same order everywhere.</summary>
internal static class PictureFolder
{
    private static readonly string[] s_endings = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    public static bool IsPicture(string path) => s_endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pictures of a folder by ordinal name.</summary>
    /// <exception cref="ReIdException">There is no such folder; says what it should hold.</exception>
    public static IEnumerable<string> Files(string folder, string purpose, bool below = false) =>
        Require(folder, purpose).EnumerateFiles("*", below ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Select(file => file.FullName).Where(IsPicture).Order(StringComparer.Ordinal);

    public static DirectoryInfo Require(string folder, string purpose) => Directory.Exists(folder)
        ? new DirectoryInfo(folder)
        : throw new ReIdException($"{folder} is not there: {purpose}.");

    /// <summary>The folder itself when it holds an entry of that name, else a folder directly in it that does.</summary>
    public static string Descend(string root, string entry)
    {
        if (!Directory.Exists(root) || Path.Exists(Path.Combine(root, entry)))
        {
            return root;
        }

        return Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => Path.Exists(Path.Combine(folder, entry))) ?? root;
    }
}
