using System.Globalization;
using ReId.Contracts;

namespace ReId.Model.Evaluation.Pairs;

/// <summary>Finds the files of a pair list: <c>name/name_0001.jpg</c> below the root, or with another ending.</summary>
/// <param name="root">The folder with a folder for each name.</param>
/// <param name="list">The list, for messages.</param>
internal sealed class PairPictures(string root, string list)
{
    private static readonly string[] s_endings = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>The file of a picture.</summary>
    /// <exception cref="ReIdException">There is none.</exception>
    public string Find(string name, int number, int line)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{name}_{number:0000}");
        if (_found.TryGetValue(stem, out var known))
        {
            return known;
        }

        var folder = Path.Combine(root, name);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, $"{stem}.*") : [];
        var file = s_endings.Select(ending => files.FirstOrDefault(f => Path.GetExtension(f).Equals(ending, StringComparison.OrdinalIgnoreCase)))
            .Concat(files.Order(StringComparer.Ordinal)).FirstOrDefault(f => f is not null)
            ?? throw new ReIdException($"{list}, line {line}: there is no picture {Path.Combine(folder, stem)}.jpg, nor one with another ending.");
        return _found[stem] = file;
    }
}
