using System.Buffers.Binary;
using System.Text.Json;

namespace ReId.Model.Weights.SafeTensors;

/// <summary>
/// Reads the safetensors format: eight bytes of header length, a JSON header, the tensors' bytes. Files come from
/// strangers, so every number in the header is checked before it is used.
/// </summary>
internal static class SafeTensorsReader
{
    // The format's own limit; a header of this size would describe about a million tensors.
    private const int GreatestHeader = 100_000_000;
    private const int LengthBytes = sizeof(ulong);
    private const string MetadataKey = "__metadata__";

    /// <summary>True when the bytes begin like a safetensors file.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> file) =>
        file.Length > LengthBytes && file[LengthBytes] == (byte)'{'
        && BinaryPrimitives.ReadUInt64LittleEndian(file) <= GreatestHeader;

    /// <exception cref="WeightsFormatException">The bytes are no safetensors file; the message says where.</exception>
    public static SafeTensorsFile Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthBytes)
        {
            throw new WeightsFormatException($"it has {file.Length} bytes, fewer than the length field of its header");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length > GreatestHeader || length > (ulong)(file.Length - LengthBytes))
        {
            throw new WeightsFormatException(
                $"its header claims {length} bytes where {file.Length - LengthBytes} follow");
        }

        try
        {
            using var header = JsonDocument.Parse(
                file.Slice(LengthBytes, (int)length),
                new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Read(header.RootElement, file[(LengthBytes + (int)length)..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a JSON string that is no valid UTF-16.
            throw new WeightsFormatException("its header is not valid JSON", e);
        }
    }

    private static SafeTensorsFile Read(JsonElement header, ReadOnlyMemory<byte> data)
    {
        if (header.ValueKind != JsonValueKind.Object)
        {
            throw new WeightsFormatException("its header is no JSON object");
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new List<NamedTensor>();
        var ranges = new List<(int Begin, int End, string Name)>();
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == MetadataKey)
            {
                ReadMetadata(entry.Value, metadata);
                continue;
            }

            var tensor = SafeTensorsEntry.Read(entry.Name, entry.Value, data, out var begin, out var end);
            tensors.Add(tensor);
            ranges.Add((begin, end, entry.Name));
        }

        RequireGapless(ranges, data.Length);
        return new SafeTensorsFile(tensors, metadata);
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new WeightsFormatException("its __metadata__ is no JSON object");
        }

        foreach (var entry in element.EnumerateObject())
        {
            metadata[entry.Name] = entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw new WeightsFormatException($"its __metadata__ entry {entry.Name} is no string");
        }
    }

    // The format forbids overlaps and holes: both hide bytes from whoever checks a file.
    private static void RequireGapless(List<(int Begin, int End, string Name)> ranges, int length)
    {
        ranges.Sort();
        var position = 0;
        foreach (var (begin, end, name) in ranges)
        {
            if (begin != position)
            {
                throw new WeightsFormatException(
                    $"tensor {name} begins at byte {begin} of the data instead of {position}");
            }

            position = end;
        }

        if (position != length)
        {
            throw new WeightsFormatException($"its tensors end at byte {position} of {length} bytes of data");
        }
    }
}
