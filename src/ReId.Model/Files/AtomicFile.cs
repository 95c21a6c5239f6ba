using System.Text.RegularExpressions;
using ReId.Contracts;

namespace ReId.Model.Files;

/// <summary>
/// Writes a file so that it is either whole or absent: aside in the same folder, flushed to the disk, then renamed.
/// </summary>
public static partial class AtomicFile
{
    // ENOSPC, as .NET reports it on Linux.
    private const int NoSpaceLeft = 28;

    /// <summary>Writes through <paramref name="write"/>; on any failure the target is untouched.</summary>
    /// <param name="path">The file to write; an existing one is replaced in one step.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="ReIdException">The folder is missing or read-only, the disk is full, …</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            using var file = Create(path);
            write(file.Stream);
            file.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <summary>Opens the file that lies aside; dispose without <see cref="Pending.Commit"/> to drop it.</summary>
    /// <param name="path">The file to write in the end.</param>
    public static Pending Create(string path) => new(Path.GetFullPath(path));

    /// <summary>Finds out, before long work, whether its result can be written; an existing file stays as it is.</summary>
    /// <param name="path">The file to write in the end.</param>
    /// <exception cref="ReIdException">It cannot be written; says why.</exception>
    public static void RequireWritable(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ReIdException($"{path} is a folder: name a file to write.");
        }

        try
        {
            using var file = Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <summary>
    /// Gives files that belong together their names. When one cannot have its name, all are what they were before: no
    /// new file lies beside an old one.
    /// </summary>
    /// <param name="files">Named in this order.</param>
    internal static void CommitAll(params ReadOnlySpan<Pending> files)
    {
        // Whatever a full disk prevents fails here, before anything has changed.
        foreach (var file in files)
        {
            file.Finish();
        }

        var before = new List<(Pending File, string? Old)>();
        try
        {
            foreach (var file in files)
            {
                before.Add((file, file.SetTargetAside()));
                file.Commit();
            }
        }
        catch
        {
            foreach (var (file, old) in before)
            {
                file.Restore(old);
            }

            throw;
        }

        foreach (var (_, old) in before)
        {
            if (old is not null)
            {
                File.Delete(old);
            }
        }
    }

    /// <summary>The sentence for a target that cannot be written.</summary>
    /// <param name="path">The target.</param>
    /// <param name="cause">What the system said.</param>
    public static ReIdException CannotWrite(string path, Exception cause) =>
        new($"{path} cannot be written: {Reason(path, cause)}.", cause);

    private static string Reason(string path, Exception cause)
    {
        if (cause.HResult == NoSpaceLeft || cause.Message.Contains("No space left", StringComparison.Ordinal))
        {
            return "the disk is full; free some space and run the same again";
        }

        if (cause is DirectoryNotFoundException && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            return $"the folder {folder} does not exist";
        }

        // The system's own words name the file that lies aside, which nobody asked for.
        return AsideEnding().Replace(cause.Message, "").TrimEnd('.');
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.tmp\b", RegexOptions.CultureInvariant)]
    private static partial Regex AsideEnding();
}
