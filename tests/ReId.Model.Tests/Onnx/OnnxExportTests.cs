using System.Text;
using ReId.Contracts;
using ReId.Model.Onnx;
using ReId.Model.Tests.Support;
using ReId.Model.Weights;
using ReId.OnnxFormat;
using ReId.OnnxFormat.Wire;
using ReId.Testing;
using ModelMetadata = ReId.Model.Weights.SafeTensors.ModelMetadata;

namespace ReId.Model.Tests.Onnx;

/// <summary>What an exported file holds, read by its fields; needs no engine.</summary>
public sealed class OnnxExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_says_what_the_model_is()
    {
        var model = FormulaModels.Create("osnet_x0_25", ("input", "64x32"));
        var path = _folder.File("m.onnx");

        OnnxExport.Write(model, path);

        var file = OnnxEnvelope.Read(File.ReadAllBytes(path));
        var info = ModelMetadata.Read(file.File.Metadata);
        Assert.Equal((model.Info.Id, "osnet_x0_25", 512, 64, 32), (info.Id, info.Architecture, info.Dimension, info.InputHeight, info.InputWidth));
        Assert.Equal("true", file.File.Metadata[OnnxEnvelope.NormalisedKey]);
        Assert.Equal(OnnxEnvelope.Digest(file.File.Metadata, file.File.Graph.Span), file.File.Metadata[OnnxEnvelope.DigestKey]);
    }

    [Fact]
    public void No_batch_normalisation_is_left_and_the_batch_is_open()
    {
        var graph = OnnxEnvelope.Read(OnnxExport.ToBytes(FormulaModels.Create("osnet_x0_25", ("input", "64x32")), normalise: true)).File.Graph;

        var operators = Fields(graph, OnnxFields.Graph.Node)
            .Select(node => Encoding.UTF8.GetString(Fields(node, OnnxFields.Node.OpType).Single().Span)).ToList();
        Assert.DoesNotContain("BatchNormalization", operators);
        Assert.Equal(["ReduceL2", "Clip", "Shape", "Expand", "Div"], operators[^5..]);
        Assert.Contains("batch"u8.ToArray(), Dimensions(Fields(graph, OnnxFields.Graph.Input).Single()));
        Assert.Contains("batch"u8.ToArray(), Dimensions(Fields(graph, OnnxFields.Graph.Output).Single()));
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        var model = FormulaModels.Create("osnet_x0_25", ("input", "64x32"));

        Assert.Equal(OnnxExport.ToBytes(model, normalise: true), OnnxExport.ToBytes(model, normalise: true));
    }

    [Fact]
    public void Weights_that_do_not_fit_leave_no_file()
    {
        var good = FormulaModels.Create("osnet_x0_25", ("input", "64x32"));
        var path = _folder.File("m.onnx");
        var broken = new ModelFile(good.Tensors.Values.Skip(1), good.Info);

        var error = Assert.Throws<ReIdException>(() => OnnxExport.Write(broken, path));

        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_dimension_that_the_network_does_not_make_is_named()
    {
        var good = FormulaModels.Create("osnet_x0_25", ("input", "64x32"));

        var error = Assert.Throws<ReIdException>(
            () => OnnxExport.ToBytes(new ModelFile(good.Tensors.Values, good.Info with { Dimension = 7 }), normalise: true));

        Assert.Contains("dimension 7", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> Dimensions(ReadOnlyMemory<byte> value) =>
        from type in Fields(value, OnnxFields.Value.Type)
        from tensor in Fields(type, OnnxFields.Value.TensorType)
        from shape in Fields(tensor, OnnxFields.Value.Shape)
        from dimension in Fields(shape, OnnxFields.Value.Dimension)
        from name in Fields(dimension, OnnxFields.Value.DimensionName)
        select name.ToArray();

    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int field)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                found.Add(reader.Bytes);
            }
        }

        return found;
    }
}
