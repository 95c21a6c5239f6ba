using System.Text.RegularExpressions;

namespace ReId.Index.Backup;

/// <summary>
/// The folder beside a directory in which what will stand there is made. A file beside it is locked for as long as its
/// process lives: folders whose file nobody holds were left by one that was killed, hold personal data, and go.
/// </summary>
/// <param name="directory">The directory, as a full path.</param>
internal sealed partial class RestoreAside(string directory) : IDisposable
{
    private const string Held = ".lock";
    private FileStream? _lock;

    /// <summary>The folder; there once <see cref="Make"/> has returned.</summary>
    public string Folder { get; private set; } = NewName(directory);

    /// <summary>Makes the folder, and removes those of the same directory that dead processes left.</summary>
    public string Make()
    {
        var parent = Path.GetDirectoryName(directory)!;
        Directory.CreateDirectory(parent);
        while ((_lock = Hold(Folder)) is null)
        {
            // Somebody who removes what the dead left was between our making of the file and our lock.
            Folder = NewName(directory);
        }

        foreach (var left in Directory.GetFileSystemEntries(parent).Select(Left).OfType<string>().Distinct().Where(left => left != Folder))
        {
            Remove(left);
        }

        Directory.CreateDirectory(Folder);
        return Folder;
    }

    /// <summary>Removes the folder, unless it has been put in its place.</summary>
    public void Dispose()
    {
        if (_lock is not null)
        {
            Delete(Folder);
            _lock.Dispose();
        }
    }

    private static string NewName(string directory) => $"{directory}.{Guid.NewGuid():n}.part";

    /// <summary>The folder that an entry is, or the file of; null where it is something else.</summary>
    private string? Left(string entry)
    {
        var folder = entry.EndsWith(Held, StringComparison.Ordinal) ? entry[..^Held.Length] : entry;
        return folder.StartsWith(directory, StringComparison.Ordinal) && Ending().IsMatch(folder.AsSpan(directory.Length)) ? folder : null;
    }

    private static void Remove(string folder)
    {
        try
        {
            using var held = Hold(folder);
            if (held is not null)
            {
                Delete(folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or somebody else removes it: no reason not to restore.
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(folder + Held);
    }

    /// <summary>
    /// Whether an open file still has its name: whoever held it between our opening and our lock may have removed it, and
    /// a lock on a file without a name keeps nobody out. Another file of that name is not this one.
    /// </summary>
    internal static bool HasItsName(FileStream file)
    {
        // The kernel's own name of an open file ends with " (deleted)" once that is gone; null where there is no /proc.
        var link = new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget;
        return link is null || Path.GetFileName(link) == Path.GetFileName(file.Name);
    }

    /// <returns>Null where another process holds it, or has removed it meanwhile.</returns>
    private static FileStream? Hold(string folder)
    {
        const int WouldBlock = 11; // EWOULDBLOCK
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) here.
            var file = new FileStream(folder + Held, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            if (HasItsName(file))
            {
                return file;
            }

            file.Dispose();
            return null;
        }
        catch (IOException failure) when (failure is not (DirectoryNotFoundException or FileNotFoundException) && failure.HResult == WouldBlock)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\.[0-9a-f]{32}\.part\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();
}
