using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.ResNet;

/// <summary>Two 3×3 convolutions beside a shortcut: the block of ResNet-18 and -34.</summary>
internal sealed class BasicBlock : NetworkModule
{
    private readonly ConvolutionLayer conv1;
    private readonly NetworkModule bn1;
    private readonly ConvolutionLayer conv2;
    private readonly BatchNormLayer bn2;
    private readonly Steps? downsample;

    /// <param name="block">Channels, stride and normalisation.</param>
    public BasicBlock(BlockShape block)
        : base(nameof(BasicBlock))
    {
        conv1 = new ConvolutionLayer(block.Inputs, block.Width, 3, block.Stride, 1);
        bn1 = block.Normalisation();
        conv2 = new ConvolutionLayer(block.Width, block.Width, 3, 1, 1);
        bn2 = new BatchNormLayer(block.Width);
        downsample = block.Shortcut(block.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var residual = on.Chain(on.Relu(on.Chain(input, conv1, bn1)), conv2, bn2);
        return on.Relu(on.Add(residual, downsample is null ? input : on.Call(downsample, input)));
    }
}
