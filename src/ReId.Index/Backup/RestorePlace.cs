using System.Globalization;
using ReId.Index.Storage;

namespace ReId.Index.Backup;

/// <summary>Puts a gallery that was made aside into its place.</summary>
internal static class RestorePlace
{
    private static readonly string[] s_nothing = [GalleryLayout.FormatFile, GalleryLayout.LockFile, GalleryLayout.HolderFile, GalleryLayout.ErasureFile];

    /// <summary>What a directory may hold that is no gallery yet: a ledger that was put there, and what a start leaves that was refused.</summary>
    public static bool IsNothing(string? name) => s_nothing.Contains(name, StringComparer.Ordinal);

    /// <summary>Puts it in the place of a gallery that is there.</summary>
    /// <returns>Where that one is kept.</returns>
    public static string Swap(string directory, string aside)
    {
        var former = $"{directory}.replaced-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        Directory.Move(directory, former);
        Directory.Move(aside, directory);
        PosixFile.Flush(Path.GetDirectoryName(directory)!);
        return former;
    }

    /// <summary>Puts it into a new or empty directory.</summary>
    public static string? Move(string directory, string aside)
    {
        if (Directory.Exists(directory))
        {
            // It may be a mount, which has no other name: the file that makes it a gallery comes last.
            foreach (var name in s_nothing)
            {
                File.Delete(Path.Combine(directory, name));
            }

            foreach (var entry in Directory.GetFileSystemEntries(aside).OrderBy(entry => Path.GetFileName(entry) == GalleryLayout.FormatFile))
            {
                var target = Path.Combine(directory, Path.GetFileName(entry));
                if (Directory.Exists(entry))
                {
                    MoveFolder(entry, target);
                }
                else
                {
                    File.Move(entry, target);
                }
            }

            PosixFile.Flush(directory);
        }
        else
        {
            Directory.Move(aside, directory);
            PosixFile.Flush(Path.GetDirectoryName(directory)!);
        }

        return null;
    }

    // Directory.Move does not cross file systems.
    private static void MoveFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var folder in Directory.EnumerateDirectories(source))
        {
            MoveFolder(folder, Path.Combine(target, Path.GetFileName(folder)));
        }

        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Move(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
