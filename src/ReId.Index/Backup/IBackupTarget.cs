using System.Formats.Tar;
using System.Security.Cryptography;
using ReId.Index.Storage;

namespace ReId.Index.Backup;

/// <summary>Where a backup is written: a folder or a tar file, aside until it is whole.</summary>
internal interface IBackupTarget : IAsyncDisposable
{
    /// <summary>Copies a file into the backup; null when it is not there.</summary>
    Task<BackupEntry?> CopyAsync(string source, string path, CancellationToken cancellationToken);

    /// <summary>Writes a picture into the backup.</summary>
    Task<BackupEntry> WriteAsync(byte[] content, string path, CancellationToken cancellationToken);
}

/// <summary>A folder laid out as the gallery's.</summary>
internal sealed class FolderTarget(string folder) : IBackupTarget
{
    public async Task<BackupEntry?> CopyAsync(string source, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            return await WriteAsync(from, path, cancellationToken);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException && !File.Exists(source))
        {
            return null;
        }
    }

    public Task<BackupEntry> WriteAsync(byte[] content, string path, CancellationToken cancellationToken) =>
        WriteAsync(new MemoryStream(content, writable: false), path, cancellationToken);

    private async Task<BackupEntry> WriteAsync(Stream from, string path, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var (bytes, hash) = await HashedCopy.RunAsync(from, to, cancellationToken);
        to.Flush(flushToDisk: true);
        return new BackupEntry(path, bytes, hash);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var part in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            PosixFile.Flush(part);
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>A tar file; what is in it is laid out as the gallery's directory.</summary>
internal sealed class TarTarget(string file) : IBackupTarget
{
    private readonly FileStream _stream = new(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 20);
    private TarWriter? _writer;

    public async Task<BackupEntry?> CopyAsync(string source, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            return await WriteAsync(from, path, cancellationToken);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task<BackupEntry> WriteAsync(byte[] content, string path, CancellationToken cancellationToken) =>
        WriteAsync(new MemoryStream(content, writable: false), path, cancellationToken);

    private async Task<BackupEntry> WriteAsync(Stream from, string path, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(from, cancellationToken));
        from.Position = 0;
        _writer ??= new TarWriter(_stream, TarEntryFormat.Pax, leaveOpen: true);
        await _writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = from }, cancellationToken);
        return new BackupEntry(path, from.Length, hash);
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        _stream.Flush(flushToDisk: true);
        await _stream.DisposeAsync();
    }
}

/// <summary>Copies and hashes in one go.</summary>
internal static class HashedCopy
{
    public static async Task<(long Bytes, string Sha256)> RunAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        var bytes = 0L;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
