using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReId.Contracts;

namespace ReId.Index.Backup;

/// <summary>
/// What a backup holds: a line of JSON about it as a whole, one for each file, and the SHA-256 of all lines before. Lines,
/// so that a million pictures are written and read one by one.
/// </summary>
internal sealed class BackupManifest
{
    public const string FileName = "manifest.jsonl";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public required BackupHead Head { get; init; }

    public required IReadOnlyList<BackupEntry> Files { get; init; }

    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        await LineAsync(Head);
        foreach (var file in Files)
        {
            await LineAsync(file);
        }

        await LineAsync(new End(Convert.ToHexStringLower(hash.GetCurrentHash())));
        stream.Flush(flushToDisk: true);

        async Task LineAsync<T>(T value)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value, s_json), (byte)'\n'];
            hash.AppendData(line);
            await stream.WriteAsync(line, cancellationToken);
        }
    }

    /// <exception cref="ReIdException">It is missing, damaged, or of a newer version.</exception>
    public static async Task<BackupManifest> ReadAsync(string path, string backup, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ReIdException($"The backup {backup} has no {FileName}: it is no backup of 'reid backup', or it was never finished.");
        }

        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var line in lines.SkipLast(1))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            }

            if (lines.Length < 2 || Read<End>(lines[^1]).Sha256 != Convert.ToHexStringLower(hash.GetHashAndReset()))
            {
                throw new JsonException("its checksum is wrong");
            }

            var head = Read<BackupHead>(lines[0]);
            if (head.Format > CurrentFormat)
            {
                throw new ReIdException($"The backup {backup} was made by a newer version of ReId (format {head.Format}; this version reads up to {CurrentFormat}): use that version.");
            }

            var files = lines[1..^1].Select(Read<BackupEntry>).ToList();
            return files.Find(file => !IsInside(file.Path)) is { } stranger
                ? throw new JsonException($"it names a file outside the gallery, '{stranger.Path}'")
                : new BackupManifest { Head = head, Files = files };
        }
        catch (JsonException damage)
        {
            throw new ReIdException($"The backup {backup} is damaged: {FileName} cannot be used ({damage.Message.ReplaceLineEndings(" ").TrimEnd('.')}); take another backup.", damage);
        }
    }

    /// <summary>Whether a path stays below the folder it is meant for.</summary>
    public static bool IsInside(string? path) => path is { Length: > 0 } && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl) && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static T Read<T>(string line)
        where T : class => JsonSerializer.Deserialize<T>(line, s_json) ?? throw new JsonException("a line is null");

    private sealed record End(string Sha256);
}
