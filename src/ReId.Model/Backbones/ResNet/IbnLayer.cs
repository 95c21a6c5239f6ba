using ReId.Model.Backbones.Graphs;
using ReId.Model.Backbones.Layers;

namespace ReId.Model.Backbones.ResNet;

/// <summary>
/// Half of the channels under instance, half under batch normalisation (Pan, Luo, Shi and Tang, "Two at Once: Enhancing
/// Learning and Generalization Capacities via IBN-Net", ECCV 2018).
/// </summary>
internal sealed class IbnLayer : NetworkModule
{
    private readonly InstanceNormLayer IN;
    private readonly BatchNormLayer BN;
    private readonly long _half;
    private readonly long _rest;

    /// <param name="channels">Channels in and out.</param>
    public IbnLayer(long channels)
        : base(nameof(IbnLayer))
    {
        (_half, _rest) = (channels / 2, channels - (channels / 2));
        IN = new InstanceNormLayer(_half);
        BN = new BatchNormLayer(_rest);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override T Run<T>(INetworkOperations<T> on, T input) => on.Concat(
        [on.Call(IN, on.Channels(input, 0, _half)), on.Call(BN, on.Channels(input, _half, _rest))]);
}
