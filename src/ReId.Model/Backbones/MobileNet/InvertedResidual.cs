using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.MobileNet;

/// <summary>What an inverted residual is built from.</summary>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="Expansion">Channels in the middle for each channel in.</param>
/// <param name="Stride">Step of the block.</param>
internal sealed record InvertedShape(int Inputs, int Outputs, int Expansion, int Stride)
{
    /// <summary>Channels in the middle.</summary>
    public int Middle => Inputs * Expansion;

    /// <summary>Whether the input is added to the output.</summary>
    public bool HasShortcut => Stride == 1 && Inputs == Outputs;
}

/// <summary>An inverted residual with torchvision's key names: without an expansion where the factor is 1.</summary>
internal sealed class InvertedResidual : NetworkModule
{
    private readonly Steps conv;
    private readonly bool _shortcut;

    /// <param name="shape">Channels and stride.</param>
    public InvertedResidual(InvertedShape shape)
        : base(nameof(InvertedResidual))
    {
        _shortcut = shape.HasShortcut;
        List<NetworkModule> steps = [];
        if (shape.Expansion != 1)
        {
            steps.Add(ConvReluSix.Numbered(shape.Inputs, shape.Middle, 1));
        }

        steps.Add(ConvReluSix.Numbered(shape.Middle, shape.Middle, 3, shape.Stride, shape.Middle));
        steps.Add(new ConvolutionLayer(shape.Middle, shape.Outputs, 1));
        steps.Add(new BatchNormLayer(shape.Outputs));
        conv = new Steps(steps);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var x = on.Call(conv, input);
        return _shortcut ? on.Add(x, input) : x;
    }
}

/// <summary>An inverted residual with torchreid's key names: it always expands.</summary>
internal sealed class TorchreidInvertedResidual : NetworkModule
{
    private readonly ConvReluSix conv1;
    private readonly ConvReluSix dwconv2;
    private readonly Steps conv3;
    private readonly bool _shortcut;

    /// <param name="shape">Channels and stride.</param>
    public TorchreidInvertedResidual(InvertedShape shape)
        : base(nameof(TorchreidInvertedResidual))
    {
        _shortcut = shape.HasShortcut;
        conv1 = new ConvReluSix(shape.Inputs, shape.Middle, 1);
        dwconv2 = new ConvReluSix(shape.Middle, shape.Middle, 3, shape.Stride, shape.Middle);
        conv3 = new Steps(new ConvolutionLayer(shape.Middle, shape.Outputs, 1), new BatchNormLayer(shape.Outputs));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var x = on.Chain(input, conv1, dwconv2, conv3);
        return _shortcut ? on.Add(x, input) : x;
    }
}
