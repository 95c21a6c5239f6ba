using ReId.Contracts;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>The families of networks whose outputs can be read.</summary>
internal static class KnownLayouts
{
    public static IReadOnlyList<IDetectorLayout> All { get; } = [new YoloxLayout(), new NanoDetLayout()];

    /// <summary>Which family a network belongs to, by its outputs.</summary>
    /// <exception cref="ReIdException">None of the accepted ones.</exception>
    public static (IDetectorLayout Layout, IBoxDecoder Decoder) Recognise(
        OnnxNetwork network, IReadOnlyList<Tensor> outputs, IReadOnlyList<IDetectorLayout> accepted)
    {
        foreach (var layout in All)
        {
            if (layout.Recognise(outputs, network.Input) is { } decoder)
            {
                return accepted.Any(a => a.Name == layout.Name)
                    ? (layout, decoder)
                    : throw new ReIdException(
                        $"The detector's weights '{network.Path}' are a {layout.Name} model: choose --detector {layout.Name} or onnx.");
            }
        }

        throw new ReIdException(
            $"The detector's weights '{network.Path}' have an unknown layout: their outputs are "
            + $"{string.Join(", ", outputs.Select(output => output.Shape))}, but for an input of {network.Input.Width}×{network.Input.Height} "
            + $"{string.Join(", ", All.Select(layout => layout.Describe(network.Input)))}.");
    }
}
