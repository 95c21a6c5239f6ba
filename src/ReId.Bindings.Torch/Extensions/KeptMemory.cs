using ReId.Bindings.Torch.Native;

namespace ReId.Bindings.Torch.Extensions;

/// <summary>Memory of freed tensors on the CPU, kept for the next ones as libtorch itself does on a GPU.</summary>
internal static class KeptMemory
{
    /// <summary>Bytes that no tensor uses now.</summary>
    internal static long Bytes
    {
        get
        {
            NativeError.Ensure(NativeTorch.reid_torch_kept_memory(out var bytes));
            return bytes;
        }
    }

    /// <summary>
    /// Until the result is disposed, in the whole process, pieces of 256 KiB and more are kept when they are freed. All of
    /// it together, used or not, is at most a quarter more than what was used at a time.
    /// </summary>
    internal static IDisposable Keep()
    {
        NativeError.Ensure(NativeTorch.reid_torch_keep_memory(1));
        return new KeptMemoryHandle();
    }
}
