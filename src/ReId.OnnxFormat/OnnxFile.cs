using ReId.OnnxFormat.Wire;

namespace ReId.OnnxFormat;

/// <summary>The outermost message of an ONNX file. Its graph is not looked into: <see cref="OnnxGraph.Read"/> does that.</summary>
/// <param name="IrVersion">Version of the file format; 0 when the file does not say.</param>
/// <param name="Producer">Who wrote it, with a version where there is one; empty when the file does not say.</param>
/// <param name="Opset">Version of ONNX's own operators; 0 when the file does not say.</param>
/// <param name="Metadata">The model's own facts by key.</param>
/// <param name="Graph">The graph's bytes.</param>
internal sealed record OnnxFile(
    long IrVersion, string Producer, long Opset, IReadOnlyDictionary<string, string> Metadata, ReadOnlyMemory<byte> Graph)
{
    /// <summary>Reads a file; what it holds stays where it is.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no ONNX model; the message says so of "it".</exception>
    public static OnnxFile Read(ReadOnlyMemory<byte> file)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var (version, opset, producer, producerVersion) = (0L, 0L, "", "");
        var graphs = new List<ReadOnlyMemory<byte>>();
        var reader = new ProtoReader(file);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Model.IrVersion:
                    version = reader.Number;
                    break;
                case OnnxFields.Model.ProducerName:
                    producer = reader.Text;
                    break;
                case OnnxFields.Model.ProducerVersion:
                    producerVersion = reader.Text;
                    break;
                case OnnxFields.Model.Graph:
                    graphs.Add(reader.Bytes);
                    break;
                case OnnxFields.Model.OpsetImport:
                    opset = OwnOpset(reader.Bytes) ?? opset;
                    break;
                case OnnxFields.Model.MetadataProps:
                    var (key, value) = Entry(reader.Bytes);
                    metadata[key] = value;
                    break;
            }
        }

        return graphs is [{ Length: > 0 } graph]
            ? new OnnxFile(version, $"{producer} {producerVersion}".Trim(), opset, metadata, graph)
            : throw new InvalidDataException("it is not ONNX: it holds no graph");
    }

    // Null for the operators of another domain.
    private static long? OwnOpset(ReadOnlyMemory<byte> message)
    {
        var (domain, version) = ("", 0L);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            domain = reader.Field == OnnxFields.Opset.Domain ? reader.Text : domain;
            version = reader.Field == OnnxFields.Opset.Version ? reader.Number : version;
        }

        return domain is "" or "ai.onnx" ? version : null;
    }

    private static (string Key, string Value) Entry(ReadOnlyMemory<byte> message)
    {
        var (key, value) = ("", "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            key = reader.Field == OnnxFields.Entry.Key ? reader.Text : key;
            value = reader.Field == OnnxFields.Entry.Value ? reader.Text : value;
        }

        return (key, value);
    }
}
