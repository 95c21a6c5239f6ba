using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReId.Index.Storage;

namespace ReId.Index.Erasure;

/// <summary>A file of lines, each JSON, a tab and its checksum. A line that was cut short is none.</summary>
internal static class CheckedLines
{
    private const int ChecksumLength = 16;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Its whole lines, and how many others there are.</summary>
    public static async Task<(IReadOnlyList<T> Entries, int Damaged)> ReadAsync<T>(string file, CancellationToken cancellationToken)
        where T : class
    {
        if (!File.Exists(file))
        {
            return ([], 0);
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        var entries = lines.Select(Read<T>).OfType<T>().ToList();
        return (entries, lines.Length - entries.Count);
    }

    /// <summary>Adds a line; it is on the disk when this returns.</summary>
    public static async Task AddAsync<T>(string file, T entry)
    {
        await using (var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1))
        {
            // A line that a kill cut short must not take this one along.
            var torn = stream.Length > 0;
            if (torn)
            {
                stream.Seek(-1, SeekOrigin.End);
                torn = stream.ReadByte() != '\n';
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(torn ? "\n" + Line(entry) : Line(entry)), CancellationToken.None);
            stream.Flush(flushToDisk: true);
        }

        PosixFile.Flush(Path.GetDirectoryName(file)!);
    }

    public static string Line<T>(T entry)
    {
        var json = JsonSerializer.Serialize(entry, Json);
        return $"{json}\t{Checksum(json)}\n";
    }

    private static T? Read<T>(string line)
        where T : class
    {
        try
        {
            return line.Split('\t') is [var json, var checksum] && checksum == Checksum(json) ? JsonSerializer.Deserialize<T>(json, Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Checksum(string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..ChecksumLength];
}
