using ReId.Model.Embedding;
using ReId.Model.Onnx;
using ReId.OnnxFormat;
using ReId.OnnxFormat.Wire;
using ModelMetadata = ReId.Model.Weights.SafeTensors.ModelMetadata;

namespace ReId.Model.Tests.Support;

/// <summary>Small ONNX models: the vector of a picture is the mean of its channels.</summary>
internal static class OnnxFiles
{
    public const int Dimension = 3;

    public static ModelInfo Info { get; } = new()
    {
        Id = "mean-1",
        Architecture = "mean",
        Dimension = Dimension,
        InputHeight = 12,
        InputWidth = 7,
    };

    /// <summary>A model with no word of ours.</summary>
    public static byte[] Foreign(long batch = -1, long height = 12, long width = 7) =>
        WithoutMetadata(Mean([batch, 3, height, width], [batch, Dimension]));

    /// <summary>A model as the exporter would write it.</summary>
    public static byte[] Ours(ModelInfo? info = null) =>
        Mean([-1, 3, 12, 7], [-1, Dimension]).Build(ModelMetadata.Write(info ?? Info));

    public static OnnxGraphBuilder Mean(long[] input, long[] output, int inputType = OnnxFields.Tensor.FloatType)
    {
        var graph = new OnnxGraphBuilder();
        graph.Declare(OnnxFields.Graph.Input, "pictures", input, inputType);
        graph.Declare(OnnxFields.Graph.Output, "vectors", output);
        var pooled = graph.Add("GlobalAveragePool", ["pictures"]);
        graph.Add("Flatten", [pooled], a => a.Integer("axis", 1), "vectors");
        return graph;
    }

    /// <summary>The model without metadata, our digest included: what another program would have written.</summary>
    public static byte[] WithoutMetadata(OnnxGraphBuilder graph)
    {
        var file = OnnxEnvelope.Read(graph.Build(new Dictionary<string, string>()));
        return new ProtoWriter()
            .Number(OnnxFields.Model.IrVersion, OnnxVersions.Ir)
            .Message(OnnxFields.Model.OpsetImport, set => set.Number(OnnxFields.Opset.Version, OnnxVersions.Opset))
            .Bytes(OnnxFields.Model.Graph, file.File.Graph.Span)
            .Written.ToArray();
    }
}
