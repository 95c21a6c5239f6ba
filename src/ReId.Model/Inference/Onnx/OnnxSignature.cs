using Microsoft.ML.OnnxRuntime;
using ReId.Contracts;
using ReId.Model.Embedding;

namespace ReId.Model.Inference.Onnx;

/// <summary>What a graph takes and gives, checked to be pictures in and one vector a picture out.</summary>
/// <param name="Input">Name of the input, N×3×H×W float32.</param>
/// <param name="Height">Height of the input, pixels; null when the graph leaves it open.</param>
/// <param name="Width">Width of the input, pixels; null when the graph leaves it open.</param>
/// <param name="Output">Name of the output, N×D float32, possibly with further dimensions of 1.</param>
/// <param name="Dimension">Components of the vector; null when the graph leaves it open.</param>
/// <param name="Trailing">The output's dimensions behind D, all 1.</param>
/// <param name="FixedBatch">The only batch size that the graph takes; null when it takes any.</param>
internal sealed record OnnxSignature(
    string Input, int? Height, int? Width, string Output, int? Dimension, long[] Trailing, int? FixedBatch)
{
    /// <exception cref="ReIdException">The graph is no network from pictures to vectors; says what is different.</exception>
    public static OnnxSignature Read(InferenceSession session, string name)
    {
        if (session.InputMetadata is not { Count: 1 } inputs)
        {
            throw new ReIdException(
                $"{name} has {session.InputMetadata.Count} inputs ({Names(session.InputMetadata)}); a model of ReId has one, the pictures.");
        }

        if (session.OutputMetadata is not { Count: 1 } outputs)
        {
            throw new ReIdException(
                $"{name} has {session.OutputMetadata.Count} outputs ({Names(session.OutputMetadata)}); a model of ReId has one, the vectors.");
        }

        var (input, inputType) = inputs.First();
        var (output, outputType) = outputs.First();
        if (!IsFloat(inputType) || inputType.Dimensions is not [var batch, PixelBatch.Channels, var height, var width])
        {
            throw new ReIdException(
                $"The input '{input}' of {name} is {Describe(inputType)}; a model of ReId takes float N×3×height×width pictures.");
        }

        if (!IsFloat(outputType) || outputType.Dimensions is not [_, var dimension, .. var rest] || rest.Any(size => size != 1))
        {
            throw new ReIdException(
                $"The output '{output}' of {name} is {Describe(outputType)}; a model of ReId gives float N×D, one vector a picture.");
        }

        return new OnnxSignature(input, Known(height), Known(width), output, Known(dimension), [.. rest.Select(size => (long)size)], Known(batch));
    }

    private static bool IsFloat(NodeMetadata type) => type.IsTensor && type.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float;

    private static int? Known(int size) => size > 0 ? size : null;

    private static string Names(IReadOnlyDictionary<string, NodeMetadata> nodes) => string.Join(", ", nodes.Keys.Select(key => $"'{key}'"));

    private static string Describe(NodeMetadata type)
    {
        if (!type.IsTensor)
        {
            return "no tensor";
        }

        var shape = type.Dimensions.Length == 0
            ? "scalar" : string.Join('×', type.Dimensions.Select(size => size > 0 ? $"{size}" : "?"));
        return $"{type.ElementDataType.ToString().ToLowerInvariant()} {shape}";
    }
}
