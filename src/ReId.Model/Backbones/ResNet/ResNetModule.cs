using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;
using ReId.Model.Backbones.Options;

namespace ReId.Model.Backbones.ResNet;

/// <summary>
/// ResNet (He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", CVPR 2016) with torchvision's key
/// names, up to the feature vector.
/// </summary>
internal sealed class ResNetModule : EmbeddingNetwork
{
    private readonly ConvolutionLayer conv1;
    private readonly BatchNormLayer bn1;
    private readonly MaxPoolLayer maxpool;
    private readonly Steps layer1;
    private readonly Steps layer2;
    private readonly Steps layer3;
    private readonly Steps layer4;

    /// <param name="depth">Blocks of the four stages and their kind.</param>
    /// <param name="ibn">Whether the first three stages mix instance and batch normalisation (IBN-a).</param>
    /// <param name="lastStride">Stride of the last stage: 1 keeps twice the resolution.</param>
    /// <param name="head">What follows the last map.</param>
    public ResNetModule(ResNetDepth depth, bool ibn, int lastStride, HeadSettings head)
        : base(nameof(ResNetModule))
    {
        conv1 = new ConvolutionLayer(3, 64, 7, 2, 3);
        bn1 = new BatchNormLayer(64);
        maxpool = new MaxPoolLayer(3, 2, 1);
        layer1 = depth.Stage(0, 64, 64, 1, ibn);
        layer2 = depth.Stage(1, depth.Outputs(64), 128, 2, ibn);
        layer3 = depth.Stage(2, depth.Outputs(128), 256, 2, ibn);
        layer4 = depth.Stage(3, depth.Outputs(256), 512, lastStride, false);
        RegisterComponents();
        AddHead(depth.Outputs(512), head);
    }

    /// <inheritdoc/>
    protected override T Body<T>(INetworkOperations<T> on, T input) =>
        on.Chain(on.Relu(on.Chain(input, conv1, bn1)), maxpool, layer1, layer2, layer3, layer4);
}
