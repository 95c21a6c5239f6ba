using System.Globalization;
using System.Text.Json;
using ReId.Contracts;

namespace ReId.Index.Storage;

/// <summary>
/// A gallery directory that this process alone has open. The lock is the kernel's, so a killed process leaves none
/// behind; what it leaves is the file with its process id, which tells the next one that the end was not clean.
/// </summary>
internal sealed class GalleryDirectory : IDisposable
{
    /// <summary>Format of the directory as a whole. A change that older versions cannot read raises it.</summary>
    public const int Format = 1;

    private readonly FileStream _lock;

    private GalleryDirectory(string path, FileStream @lock, bool wasLeftOpen)
    {
        Path = path;
        _lock = @lock;
        WasLeftOpen = wasLeftOpen;
    }

    public string Path { get; }

    /// <summary>The last process that had it open did not close it.</summary>
    public bool WasLeftOpen { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public static async Task<GalleryDirectory> OpenAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = System.IO.Path.GetFullPath(path);
        if (System.IO.File.Exists(path))
        {
            throw new ReIdException($"The gallery {path} is a file: name a directory.");
        }

        // Before anything is touched: is this ours, and do we understand it?
        var format = System.IO.Path.Combine(path, GalleryLayout.FormatFile);
        var exists = CheckFormat(path, format);

        Directory.CreateDirectory(path);
        var directory = new GalleryDirectory(
            path, Lock(path), System.IO.File.Exists(System.IO.Path.Combine(path, GalleryLayout.HolderFile)));
        try
        {
            if (!exists)
            {
                await DurableFile.WriteAsync(
                    format, JsonSerializer.SerializeToUtf8Bytes(new FormatFile(Format), s_json), cancellationToken);
            }

            await System.IO.File.WriteAllTextAsync(
                directory.File(GalleryLayout.HolderFile),
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                cancellationToken);
            return directory;
        }
        catch
        {
            directory._lock.Dispose();
            throw;
        }
    }

    /// <summary>Only the lock: of a directory that may be damaged in any way.</summary>
    /// <exception cref="ReIdException">Another process has it open.</exception>
    public static FileStream Hold(string path) => Lock(path);

    /// <summary>Closes the directory cleanly.</summary>
    public void Dispose()
    {
        System.IO.File.Delete(File(GalleryLayout.HolderFile));
        _lock.Dispose();
    }

    /// <summary>Lets go without the mark of a clean end: the next start checks the database.</summary>
    public void Abandon() => _lock.Dispose();

    private static bool CheckFormat(string path, string file)
    {
        if (!System.IO.File.Exists(file))
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault(IsForeign) is { } found)
            {
                throw new ReIdException(
                    $"The directory {path} is no gallery: it has no {GalleryLayout.FormatFile} but holds {System.IO.Path.GetFileName(found)}; name a gallery, or a new or empty directory.");
            }

            return false;
        }

        int format;
        try
        {
            format = JsonSerializer.Deserialize<FormatFile>(System.IO.File.ReadAllBytes(file), s_json)?.Format ?? 0;
        }
        catch (JsonException)
        {
            format = 0;
        }

        if (format < 1)
        {
            throw new ReIdException($"{file} is damaged: it should read {{\"format\":{Format}}}.");
        }

        return format <= Format ? true : throw new ReIdException(
            $"The gallery {path} was made by a newer version of ReId (format {format}; this version reads up to {Format}): use that version, or another directory.");
    }

    // What a start that was cut short leaves behind is ours.
    private static bool IsForeign(string entry) => System.IO.Path.GetFileName(entry) is var name
        && name is not (GalleryLayout.LockFile or GalleryLayout.HolderFile)
        && !name.StartsWith($".{GalleryLayout.FormatFile}.", StringComparison.Ordinal);

    private static FileStream Lock(string path)
    {
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) here.
            return new FileStream(
                System.IO.Path.Combine(path, GalleryLayout.LockFile),
                FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure is not (DirectoryNotFoundException or FileNotFoundException)
            && failure.HResult == WouldBlock)
        {
            throw new ReIdException(
                $"The gallery {path} is in use by process {Holder(path)}: stop that process, or name another directory.",
                failure);
        }
    }

    private static string Holder(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(System.IO.Path.Combine(path, GalleryLayout.HolderFile)).Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }

    private const int WouldBlock = 11; // EWOULDBLOCK

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private sealed record FormatFile(int Format);
}
