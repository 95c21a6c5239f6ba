using ReId.OnnxFormat.Wire;

namespace ReId.OnnxFormat.Tests;

public sealed class OnnxFileTests
{
    [Fact]
    public void A_file_says_who_wrote_it_and_what_it_holds()
    {
        var file = OnnxFile.Read(Example());

        Assert.Equal((5, "maker 1.2", 10), (file.IrVersion, file.Producer, file.Opset));
        Assert.Equal([new("a", "b")], file.Metadata);
        var graph = OnnxGraph.Read(file.Graph);
        Assert.Equal((2, 1), (graph.Nodes, graph.Weights));
        Assert.Equal("'pictures' ?×3×64", Assert.Single(graph.Inputs).ToString());
        Assert.Equal(("vectors", "?"), (Assert.Single(graph.Outputs).Name, graph.Outputs[0].Shape()));
    }

    [Fact]
    public void Operators_of_another_domain_are_not_onnx_s() => Assert.Equal(10, OnnxFile.Read((byte[])
        [.. Example(), .. new ProtoWriter().Message(OnnxFields.Model.OpsetImport, set => set.Text(OnnxFields.Opset.Domain, "com.microsoft").Number(OnnxFields.Opset.Version, 1)).Written.Span]).Opset);

    [Fact]
    public void A_file_with_no_graph_or_two_is_none()
    {
        Assert.Contains("no graph", Assert.Throws<InvalidDataException>(() => OnnxFile.Read(new ProtoWriter().Number(1, 5).Written)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => OnnxFile.Read(Array.Empty<byte>()));
        Assert.Throws<InvalidDataException>(() => OnnxFile.Read((byte[])[.. Example(), .. Example()]));
        Assert.Throws<InvalidDataException>(() => OnnxFile.Read("\u0089PNG\r\n"u8.ToArray()));
    }

    private static byte[] Example() => new ProtoWriter()
        .Number(OnnxFields.Model.IrVersion, 5)
        .Text(OnnxFields.Model.ProducerName, "maker")
        .Text(OnnxFields.Model.ProducerVersion, "1.2")
        .Message(OnnxFields.Model.OpsetImport, set => set.Number(OnnxFields.Opset.Version, 10))
        .Message(OnnxFields.Model.MetadataProps, entry => entry.Text(OnnxFields.Entry.Key, "a").Text(OnnxFields.Entry.Value, "b"))
        .Message(OnnxFields.Model.Graph, graph => graph
            .Message(OnnxFields.Graph.Node, node => node.Text(OnnxFields.Node.OpType, "Conv"))
            .Message(OnnxFields.Graph.Node, node => node.Text(OnnxFields.Node.OpType, "Relu"))
            .Message(OnnxFields.Graph.Initializer, tensor => tensor.Text(OnnxFields.Tensor.Name, "weight"))
            .Message(OnnxFields.Graph.Input, value => Value(value, "pictures", 0, 3, 64))
            .Message(OnnxFields.Graph.Input, value => Value(value, "weight", 3))
            .Message(OnnxFields.Graph.Output, value => Value(value, "vectors", 0)))
        .Written.ToArray();

    private static void Value(ProtoWriter value, string name, params long[] lengths) => value
        .Text(OnnxFields.Value.Name, name)
        .Message(OnnxFields.Value.Type, type => type.Message(OnnxFields.Value.TensorType, tensor => tensor
            .Message(OnnxFields.Value.Shape, shape =>
            {
                foreach (var length in lengths)
                {
                    shape.Message(OnnxFields.Value.Dimension, dimension => _ = length == 0
                        ? dimension.Text(OnnxFields.Value.DimensionName, "batch")
                        : dimension.Number(OnnxFields.Value.DimensionValue, length));
                }
            })));
}
