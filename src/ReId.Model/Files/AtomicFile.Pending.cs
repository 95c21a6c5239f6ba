namespace ReId.Model.Files;

/// <content>What lies aside until it is whole.</content>
public static partial class AtomicFile
{
    /// <summary>A file that is being written beside its target.</summary>
    public sealed class Pending : IDisposable
    {
        private readonly string _aside;
        private bool _committed;

        internal Pending(string target)
        {
            Target = target;
            _aside = $"{target}.{Guid.NewGuid():N}.tmp";
            Stream = new FileStream(_aside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }

        /// <summary>The file to write in the end.</summary>
        internal string Target { get; }

        /// <summary>Where the content goes.</summary>
        public FileStream Stream { get; }

        /// <summary>Flushes to the disk and gives the file its name.</summary>
        public void Commit()
        {
            Finish();
            File.Move(_aside, Target, overwrite: true);
            _committed = true;
        }

        /// <summary>Flushes to the disk; nothing can be written any more.</summary>
        internal void Finish()
        {
            if (Stream.CanWrite)
            {
                Stream.Flush(flushToDisk: true);
                Stream.Dispose();
            }
        }

        /// <summary>Moves what has the name now out of the way; null when nothing has it.</summary>
        internal string? SetTargetAside()
        {
            if (!File.Exists(Target))
            {
                return null;
            }

            var old = $"{_aside}.old";
            File.Move(Target, old);
            return old;
        }

        /// <summary>Takes the name away again, and gives it back to what had it.</summary>
        internal void Restore(string? old)
        {
            if (_committed)
            {
                File.Delete(Target);
            }

            if (old is not null)
            {
                File.Move(old, Target);
            }
        }

        /// <summary>Drops the file unless it was committed.</summary>
        public void Dispose()
        {
            try
            {
                Stream.Dispose();
            }
            catch (IOException) when (!_committed)
            {
                // A full disk has no room for the rest either, and what lies aside would keep it full.
            }
            finally
            {
                if (!_committed)
                {
                    File.Delete(_aside);
                }
            }
        }
    }
}
