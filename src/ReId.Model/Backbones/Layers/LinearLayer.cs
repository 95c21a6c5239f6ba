using ReId.Model.Backbones.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

/// <summary>x·Wᵀ + b over N×D.</summary>
internal sealed class LinearLayer : NetworkModule, IDrawn
{
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <param name="inputs">Components in.</param>
    /// <param name="outputs">Components out.</param>
    public LinearLayer(long inputs, long outputs)
        : base(nameof(LinearLayer))
    {
        Outputs = outputs;
        weight = Parameters.Empty(outputs, inputs);
        bias = Parameters.Empty(outputs);
        RegisterComponents();
    }

    public Tensor Weight => weight;

    public Tensor Bias => bias;

    public long Outputs { get; }

    /// <inheritdoc/>
    public void Draw()
    {
        Parameters.Normal(weight, Math.Sqrt(1.0 / weight.shape[1]));
        Parameters.Fill(bias, 0);
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.Linear(input, this);
}
