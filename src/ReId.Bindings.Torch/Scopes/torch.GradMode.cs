using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradScope(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradScope(enabled);

    public static bool is_grad_enabled()
    {
        NativeError.Ensure(NativeTorch.reid_torch_grad_enabled(out var enabled));
        return enabled != 0;
    }

    /// <summary>Neither graph nor version counters: the cheapest mode. Leave it on the thread that entered it.</summary>
    public static IDisposable inference_mode(bool mode = true)
    {
        NativeError.Ensure(NativeTorch.reid_torch_inference_enter(mode ? 1 : 0, out var entered));
        return new InferenceHandle(entered);
    }

    public static bool is_inference_mode_enabled()
    {
        NativeError.Ensure(NativeTorch.reid_torch_inference_enabled(out var enabled));
        return enabled != 0;
    }

    private sealed class GradScope : IDisposable
    {
        private readonly bool _before = is_grad_enabled();
        private bool _left;

        internal GradScope(bool enabled) => Set(enabled);

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                Set(_before);
            }
        }

        private static void Set(bool enabled) =>
            NativeError.Ensure(NativeTorch.reid_torch_set_grad_enabled(enabled ? 1 : 0));
    }
}
