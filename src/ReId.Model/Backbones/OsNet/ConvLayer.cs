using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.OsNet;

/// <summary>Convolution, normalisation and, unless it is linear, ReLU.</summary>
internal sealed class ConvLayer : NetworkModule
{
    private readonly ConvolutionLayer conv;
    private readonly NetworkModule bn;
    private readonly bool _linear;

    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Edge of the kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="padding">Zeros around the map.</param>
    /// <param name="linear">Whether no activation follows.</param>
    /// <param name="instanceNorm">Whether each picture is normalised by itself; the key stays <c>bn</c>.</param>
    public ConvLayer(
        long inputs, long outputs, long kernel, long stride = 1, long padding = 0, bool linear = false, bool instanceNorm = false)
        : base(nameof(ConvLayer))
    {
        _linear = linear;
        conv = new ConvolutionLayer(inputs, outputs, kernel, stride, padding);
        bn = instanceNorm ? new InstanceNormLayer(outputs) : new BatchNormLayer(outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var x = on.Call(bn, on.Call(conv, input));
        return _linear ? x : on.Relu(x);
    }
}
