using System.Runtime.InteropServices;
using ReId.OnnxFormat;
using ReId.OnnxFormat.Wire;

namespace ReId.Model.Onnx;

/// <summary>Puts an ONNX graph together, node by node in the order in which they run.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly ProtoWriter _graph = new();
    private readonly ProtoWriter _values = new();
    private int _nodes;

    /// <summary>Declares an input or an output.</summary>
    /// <param name="field"><see cref="OnnxFields.Graph.Input"/> or <see cref="OnnxFields.Graph.Output"/>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Sizes; -1 for the open batch dimension.</param>
    /// <param name="type">Element type.</param>
    public void Declare(int field, string name, ReadOnlySpan<long> shape, int type = OnnxFields.Tensor.FloatType)
    {
        var sizes = shape.ToArray();
        _values.Message(field, value => value
            .Text(OnnxFields.Value.Name, name)
            .Message(OnnxFields.Value.Type, kind => kind
                .Message(OnnxFields.Value.TensorType, tensor => tensor
                    .Number(OnnxFields.Value.ElementType, type)
                    .Message(OnnxFields.Value.Shape, dims =>
                    {
                        foreach (var size in sizes)
                        {
                            dims.Message(OnnxFields.Value.Dimension, dim => _ = size < 0
                                ? dim.Text(OnnxFields.Value.DimensionName, "batch")
                                : dim.Number(OnnxFields.Value.DimensionValue, size));
                        }
                    }))));
    }

    /// <summary>Adds weights.</summary>
    /// <param name="name">Their name, for nodes to refer to.</param>
    /// <param name="shape">Sizes; empty for a scalar.</param>
    /// <param name="values">The values, C order.</param>
    /// <returns>The name.</returns>
    public string Constant(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        Constant(name, shape, OnnxFields.Tensor.FloatType, MemoryMarshal.AsBytes(values));

    /// <summary>Adds whole numbers: shapes, axes, ends of slices.</summary>
    public string Constant(string name, params ReadOnlySpan<long> values) =>
        Constant(name, [values.Length], OnnxFields.Tensor.Int64Type, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a node.</summary>
    /// <param name="type">Operator, e.g. <c>Conv</c>.</param>
    /// <param name="inputs">Names of values.</param>
    /// <param name="attributes">Writes the attributes; null for none.</param>
    /// <param name="output">Name of the result; null for one of the node's own.</param>
    /// <returns>Name of the result.</returns>
    public string Add(string type, IEnumerable<string> inputs, Action<OnnxAttributes>? attributes = null, string? output = null)
    {
        var name = $"{type}_{_nodes++}";
        var result = output ?? name;
        _graph.Message(OnnxFields.Graph.Node, node =>
        {
            foreach (var input in inputs)
            {
                node.Text(OnnxFields.Node.Input, input);
            }

            node.Text(OnnxFields.Node.Output, result).Text(OnnxFields.Node.Name, name).Text(OnnxFields.Node.OpType, type);
            attributes?.Invoke(new OnnxAttributes(node));
        });
        return result;
    }

    /// <summary>The whole model.</summary>
    /// <param name="metadata">Facts of the model by key; their and the graph's digest is added.</param>
    public byte[] Build(IReadOnlyDictionary<string, string> metadata)
    {
        _graph.Text(OnnxFields.Graph.Name, "reid");
        var graph = (byte[])[.. _graph.Written.Span, .. _values.Written.Span];
        var model = new ProtoWriter()
            .Number(OnnxFields.Model.IrVersion, OnnxVersions.Ir)
            .Text(OnnxFields.Model.ProducerName, "ReId")
            .Message(OnnxFields.Model.OpsetImport, set => set.Number(OnnxFields.Opset.Version, OnnxVersions.Opset));
        foreach (var (key, value) in metadata.Append(new(OnnxEnvelope.DigestKey, OnnxEnvelope.Digest(metadata, graph))))
        {
            model.Message(OnnxFields.Model.MetadataProps, entry => entry
                .Text(OnnxFields.Entry.Key, key).Text(OnnxFields.Entry.Value, value));
        }

        return model.Bytes(OnnxFields.Model.Graph, graph).Written.ToArray();
    }

    private string Constant(string name, ReadOnlySpan<long> shape, int type, ReadOnlySpan<byte> data)
    {
        var tensor = new ProtoWriter()
            .Numbers(OnnxFields.Tensor.Dims, shape.ToArray())
            .Number(OnnxFields.Tensor.DataType, type)
            .Text(OnnxFields.Tensor.Name, name)
            .Bytes(OnnxFields.Tensor.RawData, data);
        _graph.Bytes(OnnxFields.Graph.Initializer, tensor.Written.Span);
        return name;
    }
}
