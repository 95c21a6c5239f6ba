namespace ReId.Bindings.Torch.Native;

/// <summary>Owns one native tensor reference.</summary>
internal sealed class TensorHandle : NativeHandle
{
    internal TensorHandle(nint pointer) => Own(pointer);

    /// <inheritdoc/>
    protected override void Free(nint pointer) => NativeTorch.reid_torch_tensor_free(pointer);
}
