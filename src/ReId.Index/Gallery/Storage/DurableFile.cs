namespace ReId.Index.Storage;

/// <summary>Files that are either there whole or not there at all, also after a power cut.</summary>
internal static class DurableFile
{
    /// <summary>Writes a file aside, flushes it, renames it into place and flushes its folder.</summary>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        WriteAsync(path, async aside =>
        {
            await using var stream = new FileStream(
                aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await stream.WriteAsync(data, cancellationToken);
        });

    /// <summary>The same for a file that somebody else writes, under the name that is handed out.</summary>
    public static async Task WriteAsync(string path, Func<string, Task> write)
    {
        var folder = Path.GetDirectoryName(path)!;
        EnsureFolder(folder);
        var aside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}.part");
        try
        {
            await write(aside);
            FlushFile(aside);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }

        FlushFolder(folder);
    }

    /// <summary>The same on the calling thread.</summary>
    public static void Write(string path, Action<string> write)
    {
        var folder = Path.GetDirectoryName(path)!;
        EnsureFolder(folder);
        var aside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}.part");
        try
        {
            write(aside);
            FlushFile(aside);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }

        FlushFolder(folder);
    }

    private static void FlushFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    private static void EnsureFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
        {
            EnsureFolder(parent);
        }

        Directory.CreateDirectory(folder);
        if (parent is not null)
        {
            FlushFolder(parent);
        }
    }

    private static void FlushFolder(string folder)
    {
        // .NET opens no directories; a rename is durable only once its directory is (fsync(2)).
        PosixFile.Flush(folder);
    }
}
