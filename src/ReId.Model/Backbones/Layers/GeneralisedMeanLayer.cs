using ReId.Model.Backbones.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

/// <summary>
/// GeM pooling (Radenović, Tolias and Chum, 2018): between the mean (p = 1) and the maximum (p → ∞), p learned from 3.
/// </summary>
internal sealed class GeneralisedMeanLayer : NetworkModule, IDrawn
{
    /// <summary>The least value that takes part: powers of zero and less have no gradient.</summary>
    public const double Epsilon = 1e-6;

    private const double FirstPower = 3;

    private readonly Parameter p;

    public GeneralisedMeanLayer()
        : base(nameof(GeneralisedMeanLayer))
    {
        p = Parameters.Empty(1);
        RegisterComponents();
    }

    public Tensor Power => p;

    /// <inheritdoc/>
    public void Draw() => Parameters.Fill(p, FirstPower);

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.GeneralisedMean(input, this);
}
