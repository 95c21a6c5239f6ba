using ReId.Contracts;
using ReId.Model.Backbones.Layers;
using TorchSharp;

namespace ReId.Model.Heads;

/// <summary>
/// BNNeck (Luo et al., "Bag of Tricks", 2019): batch normalisation without shift between the feature that metric losses
/// see and the one that is classified and served. N×D in, N×D out; parameters and statistics are those of a batch norm,
/// its <c>bias</c> stays 0.
/// </summary>
public sealed class BatchNormNeck : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private const string Name = "A BNNeck";

    private readonly long _dimension;
    private readonly BatchNormLayer bottleneck;

    /// <summary>Begins with scale 1, mean 0 and variance 1.</summary>
    /// <param name="dimension">Components of a feature.</param>
    /// <exception cref="ReIdException">A size below 1.</exception>
    public BatchNormNeck(long dimension)
        : base(nameof(BatchNormNeck))
    {
        _dimension = HeadInput.Size(Name, "component", dimension);
        bottleneck = new BatchNormLayer(dimension);
        bottleneck.Draw();
        bottleneck.FreezeShift();
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <exception cref="ReIdException">Features of another shape, or a single one in training.</exception>
    public override torch.Tensor forward(torch.Tensor input)
    {
        HeadInput.Check(Name, input, _dimension);
        HeadInput.CheckBatch(Name, input, training);
        return bottleneck.call(input);
    }
}
