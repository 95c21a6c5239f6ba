using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.OsNet;

/// <summary>
/// OSNet-AIN (Zhou, Yang, Cavallaro and Xiang, "Learning Generalisable Omni-Scale Representations for Person
/// Re-Identification", TPAMI 2021): instance normalisation where a search found it to help on cameras never seen.
/// </summary>
internal sealed class OsNetAinModule : EmbeddingNetwork
{
    private readonly ConvLayer conv1;
    private readonly MaxPoolLayer maxpool;
    private readonly Steps conv2;
    private readonly Steps pool2;
    private readonly Steps conv3;
    private readonly Steps pool3;
    private readonly Steps conv4;
    private readonly ConvLayer conv5;

    /// <param name="channels">Channels of the stem and of the three stages.</param>
    /// <param name="head">What follows the last map.</param>
    public OsNetAinModule(IReadOnlyList<int> channels, HeadSettings head)
        : base(nameof(OsNetAinModule))
    {
        conv1 = new ConvLayer(3, channels[0], 7, 2, 3, instanceNorm: true);
        maxpool = new MaxPoolLayer(3, 2, 1);
        conv2 = new Steps(new AinBlock(channels[0], channels[1], true), new AinBlock(channels[1], channels[1], true));
        pool2 = Halve(channels[1]);
        conv3 = new Steps(new AinBlock(channels[1], channels[2], false), new AinBlock(channels[2], channels[2], true));
        pool3 = Halve(channels[2]);
        conv4 = new Steps(new AinBlock(channels[2], channels[3], true), new AinBlock(channels[3], channels[3], false));
        conv5 = new ConvLayer(channels[3], channels[3], 1);
        RegisterComponents();
        AddHead(channels[3], head);

        static Steps Halve(int width) => new(new ConvLayer(width, width, 1), new AveragePoolLayer(2, 2));
    }

    /// <inheritdoc/>
    protected override T Body<T>(INetworkOperations<T> on, T input) =>
        on.Chain(input, conv1, maxpool, conv2, pool2, conv3, pool3, conv4, conv5);
}
