namespace ReId.Bindings.Torch.Native;

/// <summary>
/// An entered autocast scope of the calling thread. Like <see cref="InferenceHandle"/> it is left by Dispose alone, never
/// by the finaliser, whose thread is another one.
/// </summary>
internal sealed class AutocastHandle : NativeHandle
{
    internal AutocastHandle(nint pointer) => Own(pointer);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            base.Dispose(disposing);
        }
    }

    /// <inheritdoc/>
    protected override void Free(nint pointer) => NativeTorch.reid_torch_autocast_leave(pointer);
}
