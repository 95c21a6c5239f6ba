using ReId.Contracts;

namespace ReId.Model.Files;

/// <summary>
/// Writes a file so that it is either whole or absent: aside in the same folder, flushed to the disk, then renamed.
/// </summary>
public static class AtomicFile
{
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

    /// <summary>The sentence for a target that cannot be written.</summary>
    /// <param name="path">The target.</param>
    /// <param name="cause">What the system said.</param>
    public static ReIdException CannotWrite(string path, Exception cause) =>
        new($"{path} cannot be written: {cause.Message}", cause);

    /// <summary>A file that is being written beside its target.</summary>
    public sealed class Pending : IDisposable
    {
        private readonly string _target;
        private readonly string _aside;
        private bool _committed;

        internal Pending(string target)
        {
            _target = target;
            _aside = $"{target}.{Guid.NewGuid():N}.tmp";
            Stream = new FileStream(_aside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }

        /// <summary>Where the content goes.</summary>
        public FileStream Stream { get; }

        /// <summary>Flushes to the disk and gives the file its name.</summary>
        public void Commit()
        {
            Stream.Flush(flushToDisk: true);
            Stream.Dispose();
            File.Move(_aside, _target, overwrite: true);
            _committed = true;
        }

        /// <summary>Drops the file unless it was committed.</summary>
        public void Dispose()
        {
            Stream.Dispose();
            if (!_committed)
            {
                File.Delete(_aside);
            }
        }
    }
}
