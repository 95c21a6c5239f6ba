using ReId.Model.Distances;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>
/// The learned metric of the quadruplet paper: a fully connected layer on a pair and a softmax over {same, different};
/// g is the probability of 'different'. Fed with |f(i) − f(j)|, so that g(i, j) = g(j, i).
/// </summary>
/// <remarks>
/// Between equal vectors it is what the bias makes of it (½ in a new loss), not 0 as other distances are. Memory is N·M·D
/// values: meant for batches of some hundred images.
/// </remarks>
internal sealed class LearnedMetric : torch.nn.Module, IDistance
{
    private readonly Parameter _weights;
    private readonly Parameter _bias;
    private readonly bool _squared;

    /// <param name="size">Dimension, type and place of the layer.</param>
    /// <param name="squared">Whether the distance is g² rather than g.</param>
    public LearnedMetric(LossSize size, bool squared)
        : base(nameof(LearnedMetric))
    {
        using var scope = torch.NewDisposeScope();
        var spread = 1 / Math.Sqrt(size.Dimension);
        var start = torch.randn([2, size.Dimension], size.Type, size.Device) * spread;
        _weights = torch.nn.Parameter(start);
        _bias = torch.nn.Parameter(torch.zeros([2], size.Type, size.Device));
        _squared = squared;
        register_parameter("metric_weights", _weights);
        register_parameter("metric_bias", _bias);
    }

    /// <inheritdoc/>
    public string Name => _squared ? "squared_learned" : "learned";

    /// <inheritdoc/>
    public torch.Tensor Matrix(torch.Tensor rows, torch.Tensor columns)
    {
        // The layer has the type that it is trained in; what is measured may have another.
        var (weights, bias) = (_weights.to_type(rows.dtype), _bias.to_type(rows.dtype));
        var apart = (rows.unsqueeze(1) - columns.unsqueeze(0)).abs();
        var different = (apart.matmul(weights.t()) + bias).softmax(2).select(2, 1);
        return _squared ? different.square() : different;
    }
}
