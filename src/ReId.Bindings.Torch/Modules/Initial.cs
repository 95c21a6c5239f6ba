using ReId.Bindings.Torch.Native;

namespace TorchSharp.Modules;

/// <summary>Starting values of parameters, as PyTorch's own modules draw them.</summary>
internal static class Initial
{
    private static readonly Operator s_uniform = new("aten::uniform_");

    /// <summary>Uniform in ±1/√fan, fan being the inputs of one output unit.</summary>
    internal static Parameter Uniform(long fan, torch.Device? device, torch.ScalarType? dtype, params long[] shape)
    {
        using var values = torch.empty(shape, dtype, device);
        var bound = fan > 0 ? 1 / Math.Sqrt(fan) : 0;
        s_uniform.Run(values, -bound, bound);
        return new Parameter(values);
    }

    internal static Parameter Ones(long size, torch.Device? device, torch.ScalarType? dtype)
    {
        using var values = torch.ones(size, dtype, device);
        return new Parameter(values);
    }

    internal static Parameter Zeros(long size, torch.Device? device, torch.ScalarType? dtype)
    {
        using var values = torch.zeros(size, dtype, device);
        return new Parameter(values);
    }
}
