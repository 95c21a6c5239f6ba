using ReId.Model.Backbones.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

/// <summary>Normalises each channel of N×C×H×W, or component of N×D, over the batch (Ioffe and Szegedy, 2015).</summary>
internal sealed class BatchNormLayer : NetworkModule, IDrawn
{
    /// <summary>Added to the variance; PyTorch's default, with which every published backbone was trained.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Share of a batch's statistics in the running ones.</summary>
    public const double Momentum = 0.1;

    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly Tensor num_batches_tracked;

    /// <param name="channels">Channels, or components.</param>
    public BatchNormLayer(long channels)
        : base(nameof(BatchNormLayer))
    {
        (weight, bias) = (Parameters.Empty(channels), Parameters.Empty(channels));
        running_mean = empty([channels], ScalarType.Float32);
        running_var = empty([channels], ScalarType.Float32);
        num_batches_tracked = zeros([], ScalarType.Int64);
        RegisterComponents();
    }

    public Tensor Scale => weight;

    public Tensor Shift => bias;

    public Tensor Mean => running_mean;

    public Tensor Variance => running_var;

    /// <summary>One more batch entered the running statistics.</summary>
    public void CountBatch() => num_batches_tracked.add_(1L);

    /// <summary>Keeps the shift at 0, where a BNNeck has it.</summary>
    public void FreezeShift() => bias.requires_grad = false;

    /// <inheritdoc/>
    public void Draw()
    {
        Parameters.Fill(weight, 1);
        Parameters.Fill(bias, 0);
        Parameters.Fill(running_mean, 0);
        Parameters.Fill(running_var, 1);
        num_batches_tracked.zero_();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.BatchNorm(input, this);
}
