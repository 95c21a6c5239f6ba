using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.ResNet;

/// <summary>What a residual block is built from.</summary>
/// <param name="Inputs">Channels in.</param>
/// <param name="Width">Channels in the middle.</param>
/// <param name="Stride">Step of the block.</param>
/// <param name="Ibn">Whether its first normalisation is half instance normalisation (IBN-a).</param>
internal sealed record BlockShape(int Inputs, int Width, int Stride, bool Ibn)
{
    /// <summary>The first normalisation.</summary>
    public NetworkModule Normalisation() => Ibn ? new IbnLayer(Width) : new BatchNormLayer(Width);

    /// <summary>What brings the input to the output's shape, or null where it has it.</summary>
    public Steps? Shortcut(int outputs) => Stride == 1 && Inputs == outputs
        ? null
        : new Steps(new ConvolutionLayer(Inputs, outputs, 1, Stride), new BatchNormLayer(outputs));
}
