using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.OsNet;

/// <summary>
/// OSNet (Zhou, Yang, Cavallaro and Xiang, "Omni-Scale Feature Learning for Person Re-Identification", ICCV 2019),
/// up to the feature vector: the classifier of torchreid's training is not part of it.
/// </summary>
internal sealed class OsNetModule : EmbeddingNetwork
{
    private readonly ConvLayer conv1;
    private readonly MaxPoolLayer maxpool;
    private readonly Steps conv2;
    private readonly Steps conv3;
    private readonly Steps conv4;
    private readonly ConvLayer conv5;

    /// <param name="channels">Channels of the stem and of the three stages.</param>
    /// <param name="instanceNorm">OSNet-IBN: instance normalisation in the stem and in the blocks of the first stage.</param>
    /// <param name="head">What follows the last map.</param>
    public OsNetModule(IReadOnlyList<int> channels, bool instanceNorm, HeadSettings head)
        : base(nameof(OsNetModule))
    {
        conv1 = new ConvLayer(3, channels[0], 7, 2, 3, instanceNorm: instanceNorm);
        maxpool = new MaxPoolLayer(3, 2, 1);
        conv2 = Stage(channels[0], channels[1], instanceNorm, true);
        conv3 = Stage(channels[1], channels[2], false, true);
        conv4 = Stage(channels[2], channels[3], false, false);
        conv5 = new ConvLayer(channels[3], channels[3], 1);
        RegisterComponents();
        AddHead(channels[3], head);
    }

    /// <inheritdoc/>
    protected override T Body<T>(INetworkOperations<T> on, T input) =>
        on.Chain(input, conv1, maxpool, conv2, conv3, conv4, conv5);

    private static Steps Stage(int inputs, int outputs, bool instanceNorm, bool halve)
    {
        List<NetworkModule> steps = [new OsBlock(inputs, outputs, instanceNorm), new OsBlock(outputs, outputs, instanceNorm)];
        if (halve)
        {
            steps.Add(new Steps(new ConvLayer(outputs, outputs, 1), new AveragePoolLayer(2, 2)));
        }

        return new Steps(steps);
    }
}
