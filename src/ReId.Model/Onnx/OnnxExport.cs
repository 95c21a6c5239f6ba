using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Files;
using ReId.Model.Inference;
using ReId.Model.Weights;

namespace ReId.Model.Onnx;

/// <summary>Model files as ONNX: for ONNX Runtime here, and for every other program that reads it.</summary>
public static class OnnxExport
{
    /// <summary>
    /// Writes a model as ONNX: batch normalisations folded, any batch, N×3×H×W float32 normalised RGB in (<c>images</c>),
    /// N×D float32 of length 1 out (<c>features</c>); the model's id and preprocessing stand in the metadata.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to write; an existing one is replaced in one step.</param>
    /// <exception cref="ReIdException">The weights do not fit their architecture, or the file cannot be written.</exception>
    public static void Write(ModelFile model, string path)
    {
        var bytes = ToBytes(model, normalise: true);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The same in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="normalise">Whether the graph scales every vector to length 1.</param>
    internal static byte[] ToBytes(ModelFile model, bool normalise)
    {
        var backbone = BackboneArchitecture.BackboneOf(model.Info);
        using var graph = InferenceNetworks.Fold(backbone, module => StateLoader.LoadState(module, model.Tensors));
        return OnnxExporter.Export(graph, model.Info, normalise);
    }
}
