using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.OsNet;

/// <summary>
/// Weighs each channel by a small network that sees the channel means; the streams of a block share one gate, which is
/// how scales are fused dynamically.
/// </summary>
internal sealed class ChannelGate : nn.Module<Tensor, Tensor>
{
    private const long Reduction = 16;

    private readonly Conv2d fc1;
    private readonly Conv2d fc2;

    public ChannelGate(long channels)
        : base(nameof(ChannelGate))
    {
        fc1 = nn.Conv2d(channels, channels / Reduction, 1);
        fc2 = nn.Conv2d(channels / Reduction, channels, 1);
        RegisterComponents();
    }

    public Conv2d Squeeze => fc1;

    public Conv2d Excite => fc2;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var gate = fc2.call(fc1.call(nn.functional.adaptive_avg_pool2d(input, 1)).relu_()).sigmoid();
        return (input * gate).MoveToOuterDisposeScope();
    }
}
