using System.Security.Cryptography;
using System.Text;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using ReId.OnnxFormat;
using ModelMetadata = ReId.Model.Weights.SafeTensors.ModelMetadata;

namespace ReId.Model.Onnx;

/// <summary>An ONNX file and what ReId writes into its metadata: the model's facts, and a digest that proves them.</summary>
/// <param name="File">The file.</param>
internal sealed record OnnxEnvelope(OnnxFile File)
{
    /// <summary>Metadata key of the digest in files of ours, which proves weights and metadata against damage.</summary>
    public const string DigestKey = "reid.sha256";

    /// <summary>Metadata key that says whether the graph scales its vectors to length 1.</summary>
    public const string NormalisedKey = "reid.normalised";

    private const string OurPrefix = "reid.";
    private const int IdBytes = 12;

    /// <exception cref="WeightsFormatException">The bytes are no ONNX model.</exception>
    public static OnnxEnvelope Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            return new OnnxEnvelope(OnnxFile.Read(file));
        }
        catch (InvalidDataException e)
        {
            throw new WeightsFormatException(e.Message, e);
        }
    }

    /// <summary>What a file of ours says of itself, proven intact; null for a file of another program.</summary>
    /// <exception cref="WeightsFormatException">It was changed after it was exported.</exception>
    public ModelInfo? Claim()
    {
        if (!File.Metadata.TryGetValue(DigestKey, out var digest))
        {
            return null;
        }

        return digest == Digest(File.Metadata, File.Graph.Span)
            ? ModelMetadata.Read(File.Metadata)
            : throw new WeightsFormatException("its graph or its metadata is not what was exported; it was changed or damaged");
    }

    /// <summary>Whether the graph scales its vectors to length 1; only a file of ours says so.</summary>
    public bool Normalised => File.Metadata.TryGetValue(NormalisedKey, out var value) && value == "true";

    /// <summary>The id of a foreign model: of its content alone, so that a renamed file keeps its vectors.</summary>
    /// <param name="file">The whole file.</param>
    public static string ForeignId(ReadOnlySpan<byte> file) => $"onnx-{Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, IdBytes))}";

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
}
