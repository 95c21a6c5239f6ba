using ReId.Model.Backbones.Graphs;
using TorchSharp;
using static TorchSharp.torch;

namespace ReId.Model.Inference;

/// <summary>How libtorch computes each kind of node; holds the weights on the device.</summary>
internal sealed class NodeKernels(Device device)
{
    private static readonly long[] s_pixels = [2, 3];

    private readonly List<IDisposable> _owned = [];

    public IReadOnlyList<IDisposable> Owned => _owned;

    /// <summary>What computes a node of any kind but a convolution.</summary>
    public Func<Tensor[], Tensor> Of(GraphNode node) => node switch
    {
        LinearNode linear => Linear(linear),
        ScaleShiftNode norm => ScaleShift(norm),
        InstanceNormNode norm => InstanceNorm(norm),
        LocalResponseNormNode norm =>
            x => TensorFormulas.LocalResponseNorm(x[0], norm.Size, norm.Alpha, norm.Beta, norm.K),
        L2NormaliseNode => x => TensorFormulas.L2Normalise(x[0]),
        MaxPoolNode pool => x => nn.functional.max_pool2d(x[0], pool.Kernel, pool.Stride, pool.Padding),
        AveragePoolNode pool => x => nn.functional.avg_pool2d(x[0], pool.Kernel, pool.Stride),
        L2PoolNode pool => x => TensorFormulas.L2Pool(x[0], pool.Kernel, pool.Stride, pool.Padding),
        GlobalAverageNode => x => x[0].mean(s_pixels, true),
        GeneralisedMeanNode mean => GeneralisedMean(mean),
        ReluNode => x => x[0].relu(),
        ReluSixNode => x => x[0].relu6(),
        SigmoidNode => x => x[0].sigmoid(),
        AddNode => x => x[0] + x[1],
        MultiplyNode => x => x[0] * x[1],
        MaximumNode => x => x[0].maximum(x[1]),
        ConcatNode => x => cat(x, 1),
        ChannelsNode channels => x => x[0].narrow(1, channels.Start, channels.Shape.Channels),
        FlattenNode => x => x[0].flatten(1),
        _ => throw new InvalidOperationException($"no kernel for {node.GetType().Name}"),
    };

    /// <summary>A convolution with its ReLU.</summary>
    public Convolution Convolution(ConvolutionNode node, bool relu)
    {
        var convolution = new Convolution(
            new FoldedWeights
            {
                Weight = Own(node.Weight),
                Bias = node.Bias is { } bias ? Own(bias) : null,
                Stride = node.Stride,
                Padding = node.Padding,
                Groups = node.Groups,
                Relu = relu,
            },
            device);
        _owned.Add(convolution);
        return convolution;
    }

    /// <summary>The sum of all maps, each weighed by its gate.</summary>
    public Func<Tensor[], Tensor> Gates(GateGroup group)
    {
        var (squeeze, squeezeBias) = (Matrix(group.Squeeze.Weight), Keep(group.Squeeze.Bias!));
        var (excite, exciteBias) = (Matrix(group.Excite.Weight), Keep(group.Excite.Bias!));
        return maps =>
        {
            // 1. One call for all gates: the same small network, applied to the channel means of each map.
            var means = stack([.. maps.Select(map => map.mean(s_pixels))]);
            var hidden = nn.functional.linear(means, squeeze, squeezeBias).relu_();
            var gates = nn.functional.linear(hidden, excite, exciteBias).sigmoid_().unsqueeze(-1).unsqueeze(-1);

            // 2. The gated sum, accumulated into the first product.
            var fused = maps[0] * gates.select(0, 0);
            for (var i = 1; i < maps.Length; i++)
            {
                fused.addcmul_(maps[i], gates.select(0, i), 1L);
            }

            return fused;
        };
    }

    private Func<Tensor[], Tensor> Linear(LinearNode node)
    {
        var (weight, bias) = (Keep(node.Weight), node.Bias is { } b ? Keep(b) : null);
        return x => nn.functional.linear(x[0], weight, bias);
    }

    private Func<Tensor[], Tensor> ScaleShift(ScaleShiftNode node)
    {
        var shape = node.Shape.IsVector ? (long[])[1, -1] : [1, -1, 1, 1];
        var (scale, shift) = (Keep(node.Scale.view(shape)), Keep(node.Shift.view(shape)));
        return x => (x[0] * scale).add_(shift);
    }

    private Func<Tensor[], Tensor> InstanceNorm(InstanceNormNode node)
    {
        var (scale, shift) = (Keep(node.Scale), Keep(node.Shift));
        return x => nn.functional.instance_norm(x[0], null!, null!, scale, shift, true, 0.1, node.Epsilon);
    }

    private Func<Tensor[], Tensor> GeneralisedMean(GeneralisedMeanNode node)
    {
        var power = Keep(node.Power);
        var root = Keep(node.Power.reciprocal());
        return x => x[0].clamp_min(node.Epsilon).pow(power).mean(s_pixels, true).pow(root);
    }

    private Tensor Matrix(Tensor weight) => Keep(weight.flatten(1));

    private Tensor Keep(Tensor tensor)
    {
        var kept = Own(tensor);
        _owned.Add(kept);
        return kept;
    }

    // The graph disposes its own tensor; on the CPU both share the memory.
    private Tensor Own(Tensor tensor) =>
        (device.type == DeviceType.CPU ? tensor.alias() : tensor.to(device)).DetachFromDisposeScope();
}
