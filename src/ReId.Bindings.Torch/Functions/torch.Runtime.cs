using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads that one operator may use.</summary>
    public static int get_num_threads()
    {
        NativeError.Ensure(NativeTorch.reid_torch_threads(out var count));
        return count;
    }

    public static void set_num_threads(int num) => NativeError.Ensure(NativeTorch.reid_torch_set_threads(num));

    /// <summary>Seeds every generator of the process.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeError.Ensure(NativeTorch.reid_torch_manual_seed(seed));
        return Generator.Default;
    }

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>The engine's generator; explicit generators are not bound.</summary>
    public sealed class Generator : IDisposable
    {
        private Generator()
        {
        }

        public static Generator Default { get; } = new();

        public void Dispose()
        {
        }
    }

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count()
        {
            NativeError.Ensure(NativeTorch.reid_torch_cuda_devices(out var count));
            return count;
        }
    }
}
