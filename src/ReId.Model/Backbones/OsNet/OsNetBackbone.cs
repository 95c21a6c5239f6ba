using TorchSharp;

namespace ReId.Model.Backbones.OsNet;

/// <summary>OSNet at one of its widths.</summary>
internal sealed class OsNetBackbone(string name, params int[] channels) : IBackbone
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Dimension => 512;

    /// <inheritdoc/>
    public int InputHeight => 256;

    /// <inheritdoc/>
    public int InputWidth => 128;

    /// <inheritdoc/>
    public IReadOnlyList<float> Mean => ImageNet.Mean;

    /// <inheritdoc/>
    public IReadOnlyList<float> Std => ImageNet.Std;

    /// <inheritdoc/>
    public torch.nn.Module<torch.Tensor, torch.Tensor> Create() => new OsNetModule(channels, Dimension);
}
