using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Layers;

/// <summary>Parameters and their starting values.</summary>
internal static class Parameters
{
    /// <summary>A parameter without values: memory that nobody has touched yet costs nothing.</summary>
    public static Parameter Empty(params long[] shape)
    {
        using var values = empty(shape, ScalarType.Float32);
        return nn.Parameter(values);
    }

    /// <summary>Fills with a normal distribution around 0.</summary>
    public static void Normal(Tensor target, double deviation)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        target.copy_(randn(target.shape).mul_(deviation));
    }

    /// <summary>Fills with one value.</summary>
    public static void Fill(Tensor target, double value)
    {
        using var noGrad = no_grad();
        target.fill_(value);
    }
}
