using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReId.Index.Storage;

namespace ReId.Index.Erasure;

/// <summary>
/// The erasures of a gallery in a file beside the database: a line for each (JSON, a tab, its checksum), written before
/// anything is removed. It outlives a damaged database, and it is what is copied elsewhere so that no backup brings back
/// what was erased.
/// </summary>
internal sealed class ErasureLedger(string file)
{
    private const int ChecksumLength = 16;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Its whole lines, and how many others there are.</summary>
    public async Task<(IReadOnlyList<LedgerEntry> Entries, int Damaged)> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return ([], 0);
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        var entries = lines.Select(Read).OfType<LedgerEntry>().ToList();
        return (entries, lines.Length - entries.Count);
    }

    /// <summary>Adds an entry; it is on the disk when this returns.</summary>
    public async Task AddAsync(LedgerEntry entry)
    {
        await using (var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read, 1))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Line(entry)), CancellationToken.None);
            stream.Flush(flushToDisk: true);
        }

        PosixFile.Flush(Path.GetDirectoryName(file)!);
    }

    /// <summary>Writes all of it anew.</summary>
    public Task ReplaceAsync(IEnumerable<LedgerEntry> entries, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(file, Encoding.UTF8.GetBytes(string.Concat(entries.Select(Line))), cancellationToken);

    private static string Line(LedgerEntry entry)
    {
        var json = JsonSerializer.Serialize(entry, Json);
        return $"{json}\t{Checksum(json)}\n";
    }

    private static LedgerEntry? Read(string line)
    {
        try
        {
            return line.Split('\t') is [var json, var checksum] && checksum == Checksum(json) ? JsonSerializer.Deserialize<LedgerEntry>(json, Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Checksum(string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..ChecksumLength];
}
