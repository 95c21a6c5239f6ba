using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.OsNet;

/// <summary>
/// OSNet (Zhou, Yang, Cavallaro and Xiang, "Omni-Scale Feature Learning for Person Re-Identification", ICCV 2019),
/// up to the feature vector: the classifier of torchreid's training is not part of it.
/// </summary>
internal sealed class OsNetModule : nn.Module<Tensor, Tensor>
{
    private readonly ConvLayer conv1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential conv2;
    private readonly Sequential conv3;
    private readonly Sequential conv4;
    private readonly ConvLayer conv5;
    private readonly AdaptiveAvgPool2d global_avgpool;
    private readonly Sequential fc;

    public OsNetModule(IReadOnlyList<int> channels, int features)
        : base(nameof(OsNetModule))
    {
        conv1 = new ConvLayer(3, channels[0], 7, 2, 3);
        maxpool = nn.MaxPool2d(3, 2, 1);
        conv2 = nn.Sequential(new OsBlock(channels[0], channels[1]), new OsBlock(channels[1], channels[1]), Halve(channels[1]));
        conv3 = nn.Sequential(new OsBlock(channels[1], channels[2]), new OsBlock(channels[2], channels[2]), Halve(channels[2]));
        conv4 = nn.Sequential(new OsBlock(channels[2], channels[3]), new OsBlock(channels[3], channels[3]));
        conv5 = new ConvLayer(channels[3], channels[3], 1);
        global_avgpool = nn.AdaptiveAvgPool2d(1);
        fc = nn.Sequential(nn.Linear(channels[3], features), nn.BatchNorm1d(features), nn.ReLU(true));
        RegisterComponents();

        static Sequential Halve(int width) => nn.Sequential(new ConvLayer(width, width, 1), nn.AvgPool2d(2, 2));
    }

    public ConvLayer Stem => conv1;

    public MaxPool2d StemPool => maxpool;

    /// <summary>The stages between the stem and the last convolution.</summary>
    public IReadOnlyList<Sequential> Stages => [conv2, conv3, conv4];

    public ConvLayer Last => conv5;

    public Sequential Head => fc;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = maxpool.call(conv1.call(input));
        x = conv5.call(conv4.call(conv3.call(conv2.call(x))));
        return fc.call(global_avgpool.call(x).flatten(1)).MoveToOuterDisposeScope();
    }
}
