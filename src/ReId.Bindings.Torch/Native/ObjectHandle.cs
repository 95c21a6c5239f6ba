namespace ReId.Bindings.Torch.Native;

/// <summary>Owns a value that only operators understand, such as weights packed for one kernel.</summary>
internal sealed class ObjectHandle : NativeHandle
{
    internal ObjectHandle(nint pointer) => Own(pointer);

    /// <inheritdoc/>
    protected override void Free(nint pointer) => NativeTorch.reid_torch_object_free(pointer);
}
