namespace ReId.Bindings.Torch.Native;

/// <summary>One who wants freed memory to be kept; the last to go gives it back to the system.</summary>
internal sealed class KeptMemoryHandle : NativeHandle
{
    // There is no object behind it: any pointer but null says that it is owned.
    internal KeptMemoryHandle() => Own(1);

    /// <inheritdoc/>
    protected override void Free(nint pointer) => NativeTorch.reid_torch_keep_memory(0);
}
