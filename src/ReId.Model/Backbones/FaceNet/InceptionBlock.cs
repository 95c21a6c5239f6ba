using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.FaceNet;

/// <summary>Convolutions of several sizes and a pooling side by side (Szegedy et al., 2015).</summary>
internal sealed class InceptionBlock : NetworkModule
{
    private readonly NetworkModule? one;
    private readonly NetworkModule three;
    private readonly NetworkModule? five;
    private readonly NetworkModule pool;

    /// <param name="inputs">Channels in.</param>
    /// <param name="shape">Its row of the table.</param>
    public InceptionBlock(int inputs, InceptionShape shape)
        : base(nameof(InceptionBlock))
    {
        one = shape.One == 0 ? null : new ConvRelu(inputs, shape.One, 1);
        three = new Steps(new ConvRelu(inputs, shape.ThreeReduce, 1), new ConvRelu(shape.ThreeReduce, shape.Three, 3, shape.Stride));
        five = shape.Five == 0
            ? null
            : new Steps(new ConvRelu(inputs, shape.FiveReduce, 1), new ConvRelu(shape.FiveReduce, shape.Five, 5, shape.Stride));
        NetworkModule pooling = shape.L2 ? new L2PoolLayer(shape.Stride) : new MaxPoolLayer(3, shape.Stride, 1);
        pool = shape.Projection == 0 ? pooling : new Steps(pooling, new ConvRelu(inputs, shape.Projection, 1));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        List<T> branches = [];
        foreach (var branch in (NetworkModule?[])[one, three, five, pool])
        {
            if (branch is not null)
            {
                branches.Add(on.Call(branch, input));
            }
        }

        return on.Concat(branches);
    }

    private sealed class L2PoolLayer(long stride) : NetworkModule(nameof(L2PoolLayer))
    {
        public override T Run<T>(INetworkOperations<T> on, T input) => on.L2Pool(input, 3, stride, 1);
    }
}
