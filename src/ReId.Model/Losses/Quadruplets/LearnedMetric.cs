using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Losses.Quadruplets;

/// <summary>
/// The learned metric of the quadruplet paper: a fully connected layer on a pair and a softmax over {same, different};
/// g is the probability of 'different'. Fed with |f(i) − f(j)|, so that g(i, j) = g(j, i).
/// </summary>
/// <remarks>Memory is N·N·D values: meant for batches of some hundred images.</remarks>
internal sealed class LearnedMetric : torch.nn.Module
{
    private readonly Parameter _weights;
    private readonly Parameter _bias;

    public LearnedMetric(LossSize size)
        : base(nameof(LearnedMetric))
    {
        using var scope = torch.NewDisposeScope();
        var spread = 1 / Math.Sqrt(size.Dimension);
        var start = torch.randn([2, size.Dimension], size.Type, size.Device) * spread;
        _weights = torch.nn.Parameter(start);
        _bias = torch.nn.Parameter(torch.zeros([2], size.Type, size.Device));
        register_parameter("metric_weights", _weights);
        register_parameter("metric_bias", _bias);
    }

    /// <summary>N×N probabilities that two rows show different identities.</summary>
    public torch.Tensor Matrix(torch.Tensor embeddings)
    {
        var apart = (embeddings.unsqueeze(1) - embeddings.unsqueeze(0)).abs();
        return (apart.matmul(_weights.t()) + _bias).softmax(2).select(2, 1);
    }
}
