using System.Formats.Tar;
using ReId.Contracts;

namespace ReId.Index.Backup;

/// <summary>Reads a backup into a folder; every byte is held against the manifest before anything is believed.</summary>
internal static class BackupSource
{
    public static async Task<BackupManifest> ReadAsync(string backup, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(backup))
        {
            var manifest = await BackupManifest.ReadAsync(Path.Combine(backup, BackupManifest.FileName), backup, cancellationToken);
            foreach (var file in manifest.Files)
            {
                var source = Path.Combine(backup, file.Path);
                if (!File.Exists(source))
                {
                    throw Damaged(backup, $"{file.Path} is missing");
                }

                await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
                Verify(backup, file, await WriteAsync(from, Path.Combine(folder, file.Path), cancellationToken));
            }

            return manifest;
        }

        return File.Exists(backup) ? await ReadTarAsync(backup, folder, cancellationToken)
            : throw new ReIdException($"There is no backup {backup}: name the folder or the .tar file that 'reid backup' made.");
    }

    private static async Task<BackupManifest> ReadTarAsync(string backup, string folder, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (long Bytes, string Sha256)>();
        try
        {
            await using var stream = new FileStream(backup, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            await using var tar = new TarReader(stream);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (!BackupManifest.IsInside(entry.Name) || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                {
                    throw Damaged(backup, $"it holds '{entry.Name}', which 'reid backup' does not write");
                }

                found[entry.Name] = await WriteAsync(entry.DataStream ?? Stream.Null, Path.Combine(folder, entry.Name), cancellationToken);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            throw Damaged(backup, $"it is no whole tar file ({failure.Message.TrimEnd('.')})");
        }

        var path = Path.Combine(folder, BackupManifest.FileName);
        var manifest = await BackupManifest.ReadAsync(path, backup, cancellationToken);
        File.Delete(path);
        foreach (var file in manifest.Files)
        {
            Verify(backup, file, found.TryGetValue(file.Path, out var read) ? read : throw Damaged(backup, $"{file.Path} is missing"));
        }

        return found.Keys.Except(manifest.Files.Select(file => file.Path)).FirstOrDefault(name => name != BackupManifest.FileName) is { } stranger
            ? throw Damaged(backup, $"it holds {stranger}, which its manifest does not name")
            : manifest;
    }

    private static void Verify(string backup, BackupEntry file, (long Bytes, string Sha256) read)
    {
        if (read != (file.Bytes, file.Sha256))
        {
            throw Damaged(backup, $"{file.Path} is not as it was written");
        }
    }

    private static async Task<(long Bytes, string Sha256)> WriteAsync(Stream from, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var read = await HashedCopy.RunAsync(from, to, cancellationToken);
        to.Flush(flushToDisk: true);
        return read;
    }

    private static ReIdException Damaged(string backup, string detail) =>
        new($"The backup {backup} is damaged: {detail}; nothing was restored, take another backup.");
}
