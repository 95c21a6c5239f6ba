namespace ReId.Bindings.Torch.Native;

/// <summary>
/// An entered inference mode of the calling thread. One that is dropped without Dispose is never left: the finaliser
/// runs on another thread, whose mode it would change. It stays counted in <see cref="LiveHandles"/>, so a leak shows.
/// </summary>
internal sealed class InferenceHandle : NativeHandle
{
    internal InferenceHandle(nint pointer) => Own(pointer);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            base.Dispose(disposing);
        }
    }

    /// <inheritdoc/>
    protected override void Free(nint pointer) => NativeTorch.reid_torch_inference_leave(pointer);
}
