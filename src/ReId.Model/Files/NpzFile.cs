using System.IO.Compression;
using ReId.Contracts;

namespace ReId.Model.Files;

/// <summary>Reads NumPy's .npz: a ZIP archive with an .npy file for each named array.</summary>
public static class NpzFile
{
    private const string Suffix = ".npy";

    /// <summary>Reads every array.</summary>
    /// <param name="path">A file as <c>numpy.savez</c> writes it.</param>
    /// <exception cref="ReIdException">Missing, no .npz file, or an array that <see cref="NpyArray"/> does not read.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Load(string path)
    {
        var arrays = new Dictionary<string, NpyArray>();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(FileBytes.Read(path)), ZipArchiveMode.Read);
            foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(Suffix, StringComparison.Ordinal)))
            {
                using var packed = entry.Open();
                using var bytes = new MemoryStream();
                packed.CopyTo(bytes);
                arrays[entry.Name[..^Suffix.Length]] = NpyArray.Parse(bytes.ToArray(), $"{path}:{entry.Name}");
            }
        }
        catch (InvalidDataException e)
        {
            throw new ReIdException($"{path} is no .npz file: {e.Message}", e);
        }

        return arrays;
    }
}
