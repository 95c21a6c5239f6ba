using ReId.Bindings.Torch.Native;
using TorchSharp;

namespace ReId.Bindings.Torch.Extensions;

/// <summary>Automatic mixed precision, which TorchSharp 0.99 does not have.</summary>
internal static class Autocast
{
    /// <summary>
    /// Until the result is disposed, on this thread, libtorch runs what gains from it in the lower type (convolutions,
    /// products) and what needs it in float32. Leave it on the thread that entered it.
    /// </summary>
    internal static IDisposable Enter(DeviceType device, torch.ScalarType type)
    {
        NativeError.Ensure(NativeTorch.reid_torch_autocast_enter((int)device, (int)type, out var scope));
        return new AutocastHandle(scope);
    }
}
