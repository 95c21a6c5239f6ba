using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Index.Database;
using ReId.Index.PgVector;
using ReId.Index.Segments;
using ReId.Index.Storage;

namespace ReId.Index;

/// <content>How it opens and closes.</content>
public sealed partial class Gallery
{
    /// <summary>Whether a directory holds a gallery already, of this or another version.</summary>
    /// <param name="directory">The directory.</param>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, GalleryLayout.FormatFile));

    /// <summary>Opens a gallery, creating it when the directory is missing or empty.</summary>
    /// <param name="options">The directory and how it searches.</param>
    /// <param name="blobs">Where pictures go; null for files in the directory.</param>
    /// <param name="loggers">For logging; null for none.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ReIdException">
    /// Another process has it open, a newer version made it, its database is damaged, or the directory is no gallery.
    /// </exception>
    public static async Task<Gallery> OpenAsync(
        GalleryOptions options,
        IBlobStore? blobs = null,
        ILoggerFactory? loggers = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var log = new IndexLog((loggers ?? NullLoggerFactory.Instance).CreateLogger("ReId.Index"));
        return await GuardAsync(Path.GetFullPath(options.Directory), async () =>
        {
            var directory = await GalleryDirectory.OpenAsync(options.Directory, cancellationToken);
            Gallery? gallery = null;
            try
            {
                gallery = new Gallery(options, directory, blobs, log);
                await gallery.LoadAsync(cancellationToken);
                await new Erasure.Eraser(gallery).ResumeAsync(cancellationToken);
                return gallery;
            }
            catch
            {
                if (gallery is not null)
                {
                    await (gallery._vectors?.DisposeAsync() ?? ValueTask.CompletedTask);
                    gallery._database.Release();
                    gallery._bucket?.Dispose();
                }

                directory.Abandon();
                throw;
            }
        });
    }

    /// <summary>Finishes the write in progress, saves the index cache and lets the directory go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _writing.WaitAsync();
        try
        {
            await Vectors.SaveAsync(closing: true);
            await Vectors.DisposeAsync();
            _bucket?.Dispose();
            if (await CloseDatabaseAsync())
            {
                _directory.Dispose();
            }
            else
            {
                _directory.Abandon();
            }
        }
        finally
        {
            _writing.Release(); // Those who waited learn that it is closed.
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (_bucket?.RequireAsync(cancellationToken) ?? Task.CompletedTask);
            await _database.OpenAsync(check: _directory.WasLeftOpen, cancellationToken);
            await using var context = _database.CreateContext();
            await RestoreMark.SettleAsync(context, _directory.Path, cancellationToken);
            await PicturePlace.SettleAsync(context, _directory.Path, _options.Pictures?.Name, cancellationToken);
            await _names.LoadAsync(context, cancellationToken);
            _vectors = CreateIndex(await VectorPlace.SettleAsync(context, _options, cancellationToken));
        }
        catch (Exception failure) when (failure is FormatException or InvalidCastException or OverflowException)
        {
            throw new InvalidDataException(failure.Message.TrimEnd('.'), failure); // A value that is none of its column's.
        }

        await Vectors.LoadAsync(_names.Models, cancellationToken);
        if (_directory.WasLeftOpen)
        {
            _log.GalleryRecovered(_directory.Path);
        }

        _log.GalleryOpened(_directory.Path, Vectors.Count);
    }

    private IVectorIndex CreateIndex(Guid? owner)
    {
        var (folder, truth) = (SegmentFolder, new VectorSource(_database));
        return owner is { } gallery
            ? new PgVectorIndex(_options, gallery, folder, truth, _log)
            : new VectorIndex(_options, folder, truth, _log);
    }

    private async Task<bool> CloseDatabaseAsync()
    {
        try
        {
            await _database.CloseAsync();
            return true;
        }
        catch (Exception failure)
        {
            // The write-ahead log holds everything; the next start folds it in and checks the file.
            _log.DatabaseNotClosed(failure, _directory.Path);
            _database.Release();
            return false;
        }
    }
}
