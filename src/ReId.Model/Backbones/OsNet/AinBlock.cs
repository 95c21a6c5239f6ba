using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.OsNet;

/// <summary>The block of OSNet-AIN: as <see cref="OsBlock"/>, with or without an instance normalisation inside the residual.</summary>
internal sealed class AinBlock : NetworkModule
{
    private const long Reduction = 4;

    private readonly ConvLayer conv1;
    private readonly Steps conv2;
    private readonly ChannelGate gate;
    private readonly NetworkModule conv3;
    private readonly ConvLayer? downsample;
    private readonly InstanceNormLayer? IN;

    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="instanceNorm">Whether the residual ends in an instance normalisation instead of a batch normalisation.</param>
    public AinBlock(long inputs, long outputs, bool instanceNorm)
        : base(nameof(AinBlock))
    {
        var middle = outputs / Reduction;
        conv1 = new ConvLayer(inputs, middle, 1);
        conv2 = new Steps(Enumerable.Range(1, 4).Select(depth => new AinStream(middle, depth)));
        gate = new ChannelGate(middle);
        conv3 = instanceNorm ? new BareConvLayer(middle, outputs) : new ConvLayer(middle, outputs, 1, linear: true);
        downsample = inputs == outputs ? null : new ConvLayer(inputs, outputs, 1, linear: true);
        IN = instanceNorm ? new InstanceNormLayer(outputs) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input)
    {
        var reduced = on.Call(conv1, input);
        var fused = on.Call(gate, on.Call(conv2.Parts[0], reduced));
        foreach (var stream in conv2.Parts.Skip(1))
        {
            fused = on.Add(fused, on.Call(gate, on.Call(stream, reduced)));
        }

        var residual = on.Call(conv3, fused);
        var identity = downsample is null ? input : on.Call(downsample, input);
        return on.Relu(on.Add(IN is null ? residual : on.Call(IN, residual), identity));
    }

    private sealed class AinStream : NetworkModule
    {
        private readonly Steps layers;

        public AinStream(long channels, int depth)
            : base(nameof(AinStream))
        {
            layers = new Steps(Enumerable.Range(0, depth).Select(_ => new LightConv3x3(channels)));
            RegisterComponents();
        }

        public override T Run<T>(INetworkOperations<T> on, T input) => on.Call(layers, input);
    }

    private sealed class BareConvLayer : NetworkModule
    {
        private readonly ConvolutionLayer conv;

        public BareConvLayer(long inputs, long outputs)
            : base(nameof(BareConvLayer))
        {
            conv = new ConvolutionLayer(inputs, outputs, 1);
            RegisterComponents();
        }

        public override T Run<T>(INetworkOperations<T> on, T input) => on.Call(conv, input);
    }
}
