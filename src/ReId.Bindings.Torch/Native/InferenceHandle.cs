namespace ReId.Bindings.Torch.Native;

/// <summary>An entered inference mode of the calling thread.</summary>
internal sealed class InferenceHandle : NativeHandle
{
    internal InferenceHandle(nint pointer) => Own(pointer);

    /// <inheritdoc/>
    protected override void Free(nint pointer) => NativeTorch.reid_torch_inference_leave(pointer);
}
