using ReId.Contracts;
using ReId.Index.Blobs;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index.Backup;

/// <summary>
/// Brings a gallery back from a backup: read and verified aside, in SQLite and files, what was erased since is erased
/// again, searched, and only then put in its place, be that PostgreSQL and a bucket.
/// </summary>
public static class GalleryRestore
{
    private const int SearchesOfModel = 20;

    /// <summary>Restores.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="cancellationToken">Stops; nothing is changed.</param>
    /// <exception cref="ReIdException">
    /// The backup is damaged, the directory or the database holds something already or is in use; nothing is changed.
    /// </exception>
    public static async Task<RestoreReport> RunAsync(RestoreOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (directory, backup) = (Path.GetFullPath(options.Directory).TrimEnd('/'), Path.GetFullPath(options.Backup));
        var replaces = Check(directory, options);
        using var place = new RestoreAside(directory);
        FileStream? held = null;
        using var rows = options.Database is { } connection ? new RestoredRows(connection) : null;
        using var bucket = options.Pictures is { } pictures ? new S3BlobStore(pictures) : null;
        try
        {
            held = replaces || File.Exists(Path.Combine(directory, GalleryLayout.LockFile)) ? GalleryDirectory.Hold(directory) : null;
            await (rows?.OpenAsync(cancellationToken) ?? Task.CompletedTask);
            await (bucket?.RequireAsync(cancellationToken) ?? Task.CompletedTask);
            var aside = place.Make();
            var manifest = await BackupSource.ReadAsync(backup, aside, cancellationToken);
            var head = new BackupReport(manifest.Head, manifest.Files.Count, manifest.Files.Sum(file => file.Bytes));

            // Erasures that the backup is too old to know of: the start of a gallery does what its ledger says.
            var ledger = await RestoreLedger.MergeAsync(directory, aside, options, cancellationToken);
            var before = await RestoreLedger.CountAsync(aside, cancellationToken);
            var (crops, searched) = await ProveAsync(aside, cancellationToken);
            var repeated = await RestoreLedger.CountAsync(aside, cancellationToken) - before;

            // Pictures, rows, directory, as an addition does: nobody serves rows whose directory is not there.
            if (bucket is not null)
            {
                await RestoredPictures.MoveAsync(aside, bucket, options.Pictures!.Name, cancellationToken);
                options.After?.Invoke(RestoreStep.Pictures);
            }

            await (rows?.MoveAsync(aside, options.After, cancellationToken) ?? Task.CompletedTask);
            var former = replaces ? RestorePlace.Swap(directory, aside) : RestorePlace.Move(directory, aside);
            options.After?.Invoke(RestoreStep.Place);
            await (rows?.FinishAsync(directory) ?? Task.CompletedTask);
            return new RestoreReport(head, repeated, head.Head.Crops - crops, ledger, crops, searched, former);
        }
        catch (Exception failure) when (DatabaseFailures.Explain(failure, place.Folder) is { } explained)
        {
            throw explained;
        }
        finally
        {
            held?.Dispose();
        }
    }

    private static bool Check(string directory, RestoreOptions options)
    {
        if (options.Ledger is { } ledger && !File.Exists(ledger))
        {
            throw new ReIdException($"There is no ledger of erasures {ledger}: it is the file {GalleryLayout.ErasureFile} of a gallery.");
        }

        if (File.Exists(directory))
        {
            throw new ReIdException($"The gallery {directory} is a file: name a directory.");
        }

        var entries = Directory.Exists(directory) ? Directory.GetFileSystemEntries(directory).Select(entry => Path.GetFileName(entry)).ToList() : [];
        if (entries.TrueForAll(RestorePlace.IsNothing))
        {
            return false;
        }

        // A gallery may have lost any of its files.
        if (!entries.Exists(name => name is GalleryLayout.FormatFile or GalleryLayout.DatabaseFile or GalleryLayout.BlobFolder))
        {
            throw new ReIdException($"The directory {directory} is no gallery, but holds {entries[0]}: name a gallery, or a new or empty directory.");
        }

        return options.Replace ? true : throw new ReIdException(
            $"The directory {directory} holds a gallery: give --replace to put the backup in its place (the gallery that is there is kept beside it), or name a new directory.");
    }

    /// <summary>Opens it, which reads all of it, makes its index and repeats erasures; then searches.</summary>
    private static async Task<(long Crops, int Searched)> ProveAsync(string directory, CancellationToken cancellationToken)
    {
        await using var gallery = await Gallery.OpenAsync(new GalleryOptions { Directory = directory, BesideVectorDatabase = true }, cancellationToken: cancellationToken);
        await gallery.SettleIndexAsync();
        var stats = await gallery.StatsAsync(cancellationToken);
        var searched = 0;
        foreach (var model in stats.Models.Keys)
        {
            await foreach (var vector in gallery.VectorsAsync(model, cancellationToken).Take(SearchesOfModel).WithCancellation(cancellationToken))
            {
                var hits = await gallery.SearchAsync(vector.Vector, new SearchOptions { ModelId = model, K = 1 }, cancellationToken);
                searched += hits is [{ Score: > 0.99f }] ? 1 : throw new ReIdException(
                    $"The restored gallery was read, but a search for crop {vector.CropId} does not find it; nothing was restored. This should never happen: keep the backup and report it.");
            }
        }

        return (stats.Crops, searched);
    }
}
