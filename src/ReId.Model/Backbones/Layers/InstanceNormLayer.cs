using ReId.Model.Backbones.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

/// <summary>
/// Normalises each channel of each picture over its pixels, with a learned scale and shift (Ulyanov et al., 2016):
/// removes the style of a camera.
/// </summary>
internal sealed class InstanceNormLayer : NetworkModule, IDrawn
{
    /// <summary>Added to the variance; PyTorch's default.</summary>
    public const double Epsilon = 1e-5;

    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <param name="channels">Channels.</param>
    public InstanceNormLayer(long channels)
        : base(nameof(InstanceNormLayer))
    {
        (weight, bias) = (Parameters.Empty(channels), Parameters.Empty(channels));
        RegisterComponents();
    }

    public Tensor Scale => weight;

    public Tensor Shift => bias;

    /// <inheritdoc/>
    public void Draw()
    {
        Parameters.Fill(weight, 1);
        Parameters.Fill(bias, 0);
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.InstanceNorm(input, this);
}
