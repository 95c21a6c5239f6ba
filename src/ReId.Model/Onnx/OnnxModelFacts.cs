using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Files;
using ReId.Model.Weights;
using ReId.OnnxFormat;

namespace ReId.Model.Onnx;

/// <summary>What an ONNX file says of itself; neither engine is asked, so it works without them.</summary>
/// <param name="Id">Id of the model, as its vectors will be marked with.</param>
/// <param name="Info">The facts that ReId exported with it, proven intact; null for a file of another program.</param>
/// <param name="Inputs">Inputs with their shapes, for people: <c>images ?×3×256×128</c>.</param>
/// <param name="Outputs">The same of the outputs.</param>
/// <param name="UnitVectors">Whether its vectors have length 1; null when the file does not say.</param>
/// <param name="Operators">Number of operators in its graph.</param>
/// <param name="Weights">Number of tensors in its graph.</param>
/// <param name="Opset">Version of ONNX's operators; 0 when the file does not say.</param>
/// <param name="Producer">Program that wrote it; empty when the file does not say.</param>
public sealed record OnnxModelFacts(
    string Id, ModelInfo? Info, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, bool? UnitVectors,
    int Operators, int Weights, long Opset, string Producer)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">A <c>.onnx</c> file.</param>
    /// <exception cref="ReIdException">Missing, no ONNX, or changed after ReId exported it.</exception>
    public static OnnxModelFacts Read(string path)
    {
        var bytes = FileBytes.Read(path);
        try
        {
            var envelope = OnnxEnvelope.Read(bytes);
            var info = envelope.Claim();
            var graph = OnnxGraph.Read(envelope.File.Graph);
            return new OnnxModelFacts(
                info?.Id ?? OnnxEnvelope.ForeignId(bytes), info,
                [.. graph.Inputs.Select(Text)], [.. graph.Outputs.Select(Text)], info is null ? null : envelope.Normalised,
                graph.Nodes, graph.Weights, envelope.File.Opset, envelope.File.Producer);
        }
        catch (Exception e) when (e is WeightsFormatException or InvalidDataException)
        {
            throw new ReIdException($"{path} is no usable model: {e.Message}.", e);
        }
    }

    private static string Text(OnnxValue value) => $"{value.Name} {value.Shape()}";
}
