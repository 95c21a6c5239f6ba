using ReId.Contracts;
using ReId.Contracts.Blobs;
using ReId.Index.Blobs;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index.Backup;

/// <summary>What a backup or a restoration did.</summary>
/// <param name="Head">What the backup is.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Bytes">Bytes of them.</param>
public sealed record BackupReport(BackupHead Head, long Files, long Bytes);

/// <summary>
/// Copies a gallery while others write to it: first the database as it is at one moment, then the pictures that it names.
/// The index is not copied, it is made from the database. Rows go into an SQLite file and pictures into files wherever
/// they come from, so that a backup can be checked, and restored to any of those places.
/// </summary>
public static class GalleryBackup
{
    private static readonly HashSet<string> s_notCopied =
    [
        GalleryLayout.SegmentFolder, GalleryLayout.ClusteringFolder, GalleryLayout.BlobFolder, GalleryLayout.LockFile, GalleryLayout.HolderFile,
        GalleryLayout.SealFile, GalleryLayout.DatabaseFile, GalleryLayout.DatabaseFile + "-wal", GalleryLayout.DatabaseFile + "-shm",
        GalleryLayout.ErasingFolder, PicturePlace.FileName, RestoreMark.FileName,
    ];

    /// <summary>Makes a backup of a gallery in SQLite with pictures in files.</summary>
    /// <param name="directory">The gallery's directory; a server may have it open.</param>
    /// <param name="target">A new tar file when it ends in <c>.tar</c>, else a new folder.</param>
    /// <param name="cancellationToken">Stops; nothing is left.</param>
    /// <exception cref="ReIdException">See the other one.</exception>
    public static Task<BackupReport> RunAsync(string directory, string target, CancellationToken cancellationToken) =>
        RunAsync(new GalleryOptions { Directory = directory }, target, cancellationToken);

    /// <summary>Makes a backup; nothing is there under its name before it is whole.</summary>
    /// <param name="gallery">Where directory, rows and pictures are; a server may have them open.</param>
    /// <param name="target">A new tar file when it ends in <c>.tar</c>, else a new folder.</param>
    /// <param name="cancellationToken">Stops; nothing is left.</param>
    /// <exception cref="ReIdException">
    /// There is no gallery, its database is damaged, something cannot be reached, the target exists or lies in the gallery.
    /// </exception>
    public static async Task<BackupReport> RunAsync(GalleryOptions gallery, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        gallery.Validate();
        var directory = Path.GetFullPath(gallery.Directory);
        target = Path.GetFullPath(target).TrimEnd('/');
        Check(gallery, directory, target);
        ILiveRows rows = gallery.Database is { } connection
            ? new LivePostgres(connection, directory)
            : new LiveSqlite(Path.Combine(directory, GalleryLayout.DatabaseFile));
        using var bucket = gallery.Pictures is { } place ? new S3BlobStore(place) : null;
        var pictures = (IBlobStore?)bucket ?? new FileBlobStore(Path.Combine(directory, GalleryLayout.BlobFolder));
        var isTar = target.EndsWith(".tar", StringComparison.OrdinalIgnoreCase);
        var aside = $"{target}.{Guid.NewGuid():n}.part";
        var copy = isTar ? aside + ".db" : Path.Combine(aside, ".copy.db");
        try
        {
            Directory.CreateDirectory(isTar ? Path.GetDirectoryName(aside)! : aside);
            await (bucket?.RequireAsync(cancellationToken) ?? Task.CompletedTask);
            var report = await WriteAsync(directory, rows, pictures, copy, isTar ? new TarTarget(aside) : new FolderTarget(aside), cancellationToken);
            Delete(copy);
            if (isTar)
            {
                File.Move(aside, target);
            }
            else
            {
                Directory.Move(aside, target);
            }

            PosixFile.Flush(Path.GetDirectoryName(target)!);
            return report;
        }
        catch (Exception failure) when (DatabaseFailures.Explain(failure, directory) is { } explained)
        {
            throw explained;
        }
        finally
        {
            Delete(copy);
            Delete(copy + ".manifest");
            Delete(aside);
        }
    }

    private static async Task<BackupReport> WriteAsync(
        string directory, ILiveRows live, IBlobStore pictures, string copy, IBackupTarget target, CancellationToken cancellationToken)
    {
        await using var disposing = target;
        var files = new List<BackupEntry>();
        async Task AddAsync(string source, string path)
        {
            var entry = await target.CopyAsync(source, path, cancellationToken);
            files.AddRange(entry is null ? [] : [entry]);
        }

        // 1. The database as it is now.
        var createdAt = DateTimeOffset.UtcNow;
        var rows = await live.CopyAsync(copy, cancellationToken);

        // 2. The pictures that it names. Crops that were removed in the meantime are taken out of the copy.
        var missing = new List<Guid>();
        await foreach (var (row, picture) in PictureFeed.ReadAsync(pictures, rows.PicturesAsync(cancellationToken), row => row.Key, cancellationToken))
        {
            if (picture is null)
            {
                missing.Add(row.Crop);
            }
            else
            {
                files.Add(await target.WriteAsync(picture, $"{GalleryLayout.BlobFolder}/{row.Key}", cancellationToken));
            }
        }

        if (missing.Count > 0)
        {
            var gone = await live.GoneAsync(missing, cancellationToken);
            await rows.RemoveAsync(gone, cancellationToken);
            missing.RemoveAll(gone.Contains);
            if (files.Count == 0 && missing.Count > 0)
            {
                throw new ReIdException($"None of the pictures of {missing.Count} crops is there: a backup without them would be useless; name the directory, the database and the bucket of one gallery.");
            }
        }

        // 3. What else is there, the ledger of erasures among it.
        foreach (var file in Others(directory))
        {
            await AddAsync(file, Path.GetRelativePath(directory, file));
        }

        // 4. A copy that is damaged is no backup.
        var counts = await rows.CheckAsync(live.Damaged, cancellationToken);
        rows.Release();
        await AddAsync(copy, GalleryLayout.DatabaseFile);
        var manifest = new BackupManifest
        {
            Head = new BackupHead(BackupManifest.CurrentFormat, createdAt, counts.Crops, counts.Vectors, missing.Count),
            Files = files,
        };
        await manifest.WriteAsync(copy + ".manifest", cancellationToken);
        await target.CopyAsync(copy + ".manifest", BackupManifest.FileName, cancellationToken);
        Delete(copy + ".manifest");
        Delete(copy);
        return new BackupReport(manifest.Head, files.Count, files.Sum(file => file.Bytes));
    }

    private static IEnumerable<string> Others(string directory) => Directory.EnumerateFileSystemEntries(directory)
        .Where(entry => !s_notCopied.Contains(Path.GetFileName(entry)))
        .SelectMany(entry => Directory.Exists(entry) ? Directory.EnumerateFiles(entry, "*", SearchOption.AllDirectories) : [entry])
        .Where(file => !file.EndsWith(".part", StringComparison.Ordinal));

    private static void Check(GalleryOptions gallery, string directory, string target)
    {
        if (!Gallery.Exists(directory))
        {
            throw new ReIdException($"The directory {directory} is no gallery.");
        }

        PicturePlace.Require(directory, gallery.Pictures?.Name);
        RowPlace.Require(directory, gallery.Database);
        if (File.Exists(target) || Directory.Exists(target))
        {
            throw new ReIdException($"The backup {target} exists already: name a new file or folder.");
        }

        if ((target + "/").StartsWith(directory + "/", StringComparison.Ordinal))
        {
            throw new ReIdException($"The backup {target} would lie in the gallery itself: name another place.");
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
