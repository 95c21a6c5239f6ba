using System.Security.Cryptography;
using System.Text.Json;
using ReId.Index.Storage;

namespace ReId.Index.Database;

/// <summary>
/// What an SQLite file held when it was closed: its length and its SHA-256, in a file beside it. A database that still
/// is what was closed needs no other check; any other one is read through, whoever changed it.
/// </summary>
internal sealed class DatabaseSeal(string database)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly string _file = Path.Combine(Path.GetDirectoryName(database)!, GalleryLayout.SealFile);
    private (DateTime Written, Sealed Content)? _found;

    public async Task<bool> HoldsAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(database + "-wal") is { Exists: true, Length: > 0 })
            {
                return false;
            }

            var stored = JsonSerializer.Deserialize<Sealed>(await File.ReadAllBytesAsync(_file, cancellationToken), s_json);
            var written = File.GetLastWriteTimeUtc(database);
            if (stored is null || stored != await OfAsync(cancellationToken))
            {
                return false;
            }

            _found = (written, stored);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Seals the closed file. Never fails: without a seal the next start reads more.</summary>
    public async Task WriteAsync()
    {
        try
        {
            // Nobody wrote: what was true when it was opened still is.
            var unchanged = _found is { } found && found.Content.Length == new FileInfo(database).Length
                && found.Written == File.GetLastWriteTimeUtc(database);
            if (!unchanged)
            {
                var content = await OfAsync(CancellationToken.None);
                await DurableFile.WriteAsync(_file, JsonSerializer.SerializeToUtf8Bytes(content, s_json), CancellationToken.None);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A full disk, say.
        }
    }

    private async Task<Sealed> OfAsync(CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20, useAsync: false);
        var hash = await Task.Run(() => SHA256.HashData(stream), cancellationToken);
        return new Sealed(stream.Length, Convert.ToHexStringLower(hash));
    }

    private sealed record Sealed(long Length, string Sha256);
}
