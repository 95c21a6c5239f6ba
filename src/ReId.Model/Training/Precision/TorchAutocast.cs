using TorchSharp;
#if !TORCHSHARP_PACKAGE
using ReId.Bindings.Torch.Extensions;
#endif

namespace ReId.Model.Training.Precision;

/// <summary>libtorch's automatic mixed precision: the only place here that knows whether the binding is ours.</summary>
internal static class TorchAutocast
{
#if TORCHSHARP_PACKAGE
    /// <summary>Whether lower precisions can be had at all.</summary>
    public static bool IsThere => false;

    public static IDisposable Enter(torch.Device device, torch.ScalarType type) =>
        throw new NotSupportedException("the TorchSharp package has no autocast");
#else
    /// <summary>Whether lower precisions can be had at all.</summary>
    public static bool IsThere => true;

    /// <summary>Until the result is disposed, what gains from the lower type on the device runs in it.</summary>
    public static IDisposable Enter(torch.Device device, torch.ScalarType type) => Autocast.Enter(device.type, type);
#endif

    /// <summary>The sentence for a build on the package.</summary>
    public static string Missing(string precision) =>
        $"Precision '{precision}' needs autocast, which the TorchSharp package of this build lacks: use precision float32.";
}
