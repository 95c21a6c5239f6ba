using System.Security.Cryptography;
using System.Text;
using ReId.Model.Onnx.Wire;
using ReId.Model.Weights;

namespace ReId.Model.Onnx;

/// <summary>The outermost message of an ONNX file: its metadata and, unread, its graph.</summary>
/// <param name="Metadata">The model's own facts by key.</param>
/// <param name="Graph">The graph's bytes.</param>
internal sealed record OnnxEnvelope(IReadOnlyDictionary<string, string> Metadata, ReadOnlyMemory<byte> Graph)
{
    /// <summary>Metadata key of the digest in files of ours, which proves weights and metadata against damage.</summary>
    public const string DigestKey = "reid.sha256";

    /// <summary>Metadata key that says whether the graph scales its vectors to length 1.</summary>
    public const string NormalisedKey = "reid.normalised";

    private const string OurPrefix = "reid.";

    /// <exception cref="WeightsFormatException">The bytes are no ONNX model.</exception>
    public static OnnxEnvelope Read(ReadOnlyMemory<byte> file)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadOnlyMemory<byte>? graph = null;
        var reader = new ProtoReader(file);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Model.Graph:
                    graph = reader.Bytes;
                    break;
                case OnnxFields.Model.MetadataProps:
                    var (key, value) = ReadEntry(reader.Bytes);
                    metadata[key] = value;
                    break;
            }
        }

        return graph is { Length: > 0 } found
            ? new OnnxEnvelope(metadata, found)
            : throw new WeightsFormatException("it is not ONNX: it holds no graph");
    }

    /// <summary>
    /// SHA-256 of our metadata (<c>reid.*</c> but the digest itself, sorted by key) and the graph, lower-case hexadecimal.
    /// What other programs add to the metadata does not count.
    /// </summary>
    public static string Digest(IReadOnlyDictionary<string, string> metadata, ReadOnlySpan<byte> graph)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var ours = metadata.Where(fact => fact.Key.StartsWith(OurPrefix, StringComparison.Ordinal) && fact.Key != DigestKey);
        foreach (var (key, value) in ours.OrderBy(fact => fact.Key, StringComparer.Ordinal))
        {
            Append(key);
            Append(value);
        }

        hash.AppendData(graph);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // With its length in front: no two lists of texts look the same.
        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    private static (string Key, string Value) ReadEntry(ReadOnlyMemory<byte> message)
    {
        var (key, value) = ("", "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Entry.Key:
                    key = Encoding.UTF8.GetString(reader.Bytes.Span);
                    break;
                case OnnxFields.Entry.Value:
                    value = Encoding.UTF8.GetString(reader.Bytes.Span);
                    break;
            }
        }

        return (key, value);
    }
}
