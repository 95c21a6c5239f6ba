using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.ResNet;

/// <summary>
/// 1×1, 3×3 and 1×1 convolutions beside a shortcut: the block of ResNet-50 and -101. The 3×3 has the stride, as in
/// torchvision ("v1.5"), not the first 1×1 as in the paper.
/// </summary>
internal sealed class BottleneckBlock : NetworkModule
{
    /// <summary>Channels out for each of the middle.</summary>
    public const int Expansion = 4;

    private readonly ConvolutionLayer conv1;
    private readonly NetworkModule bn1;
    private readonly ConvolutionLayer conv2;
    private readonly BatchNormLayer bn2;
    private readonly ConvolutionLayer conv3;
    private readonly BatchNormLayer bn3;
    private readonly Steps? downsample;

    /// <param name="block">Channels, stride and normalisation.</param>
    public BottleneckBlock(BlockShape block)
        : base(nameof(BottleneckBlock))
    {
        var outputs = block.Width * Expansion;
        conv1 = new ConvolutionLayer(block.Inputs, block.Width, 1);
        bn1 = block.Normalisation();
        conv2 = new ConvolutionLayer(block.Width, block.Width, 3, block.Stride, 1);
        bn2 = new BatchNormLayer(block.Width);
        conv3 = new ConvolutionLayer(block.Width, outputs, 1);
        bn3 = new BatchNormLayer(outputs);
        downsample = block.Shortcut(outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var x = on.Relu(on.Chain(input, conv1, bn1));
        x = on.Relu(on.Chain(x, conv2, bn2));
        x = on.Chain(x, conv3, bn3);
        return on.Relu(on.Add(x, downsample is null ? input : on.Call(downsample, input)));
    }
}
