using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

/// <summary>Starting values of parameters, from the global generator (<c>torch.manual_seed</c>).</summary>
internal static class Draw
{
    public static Parameter Normal(double deviation, params long[] shape)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return nn.Parameter(randn(shape).mul_(deviation));
    }

    public static Parameter Zeros(params long[] shape) => Filled(0, shape);

    public static Parameter Ones(params long[] shape) => Filled(1, shape);

    public static Parameter Filled(double value, params long[] shape)
    {
        using var scope = NewDisposeScope();
        return nn.Parameter(full(shape, value, ScalarType.Float32));
    }
}
