using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.OsNet;

/// <summary>A 3×3 convolution cut in two: 1×1 across the channels (linear), then 3×3 within each of them.</summary>
internal sealed class LightConv3x3 : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn;

    public LightConv3x3(long channels)
        : base(nameof(LightConv3x3))
    {
        // Positional only: newer TorchSharp versions renamed the parameters.
        conv1 = nn.Conv2d(channels, channels, 1, 1, 0, 1, PaddingModes.Zeros, 1, false);
        conv2 = nn.Conv2d(channels, channels, 3, 1, 1, 1, PaddingModes.Zeros, channels, false);
        bn = nn.BatchNorm2d(channels);
        RegisterComponents();
    }

    public Conv2d Pointwise => conv1;

    public Conv2d Depthwise => conv2;

    public BatchNorm2d Normalisation => bn;

    public override Tensor forward(Tensor input)
    {
        using var mixed = conv1.call(input);
        using var convolved = conv2.call(mixed);
        return bn.call(convolved).relu_();
    }
}
