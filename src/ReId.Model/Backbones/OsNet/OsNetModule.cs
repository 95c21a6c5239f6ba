using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.OsNet;

/// <summary>
/// OSNet (Zhou, Yang, Cavallaro and Xiang, "Omni-Scale Feature Learning for Person Re-Identification", ICCV 2019),
/// up to the feature vector: the classifier of torchreid's training is not part of it.
/// </summary>
internal sealed class OsNetModule : NetworkModule
{
    private readonly ConvLayer conv1;
    private readonly MaxPoolLayer maxpool;
    private readonly Steps conv2;
    private readonly Steps conv3;
    private readonly Steps conv4;
    private readonly ConvLayer conv5;
    private readonly GlobalAverageLayer global_avgpool;
    private readonly Steps fc;

    public OsNetModule(IReadOnlyList<int> channels, int features)
        : base(nameof(OsNetModule))
    {
        conv1 = new ConvLayer(3, channels[0], 7, 2, 3);
        maxpool = new MaxPoolLayer(3, 2, 1);
        conv2 = new Steps(new OsBlock(channels[0], channels[1]), new OsBlock(channels[1], channels[1]), Halve(channels[1]));
        conv3 = new Steps(new OsBlock(channels[1], channels[2]), new OsBlock(channels[2], channels[2]), Halve(channels[2]));
        conv4 = new Steps(new OsBlock(channels[2], channels[3]), new OsBlock(channels[3], channels[3]));
        conv5 = new ConvLayer(channels[3], channels[3], 1);
        global_avgpool = new GlobalAverageLayer();
        fc = new Steps(new LinearLayer(channels[3], features), new BatchNormLayer(features), new ReluLayer());
        RegisterComponents();

        static Steps Halve(int width) => new(new ConvLayer(width, width, 1), new AveragePoolLayer(2, 2));
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var x = input;
        foreach (var part in (NetworkModule[])[conv1, maxpool, conv2, conv3, conv4, conv5, global_avgpool])
        {
            x = on.Call(part, x);
        }

        return on.Call(fc, on.Flatten(x));
    }
}
