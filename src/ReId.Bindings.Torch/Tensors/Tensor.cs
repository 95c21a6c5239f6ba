using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch. Belongs to the innermost dispose scope of the thread that made it.</summary>
    public partial class Tensor : IDisposable
    {
        internal Tensor(TensorHandle handle)
        {
            NativeHandle = handle;
            DisposeScopeManager.ThreadSingleton.Register(this);
        }

        public bool IsInvalid => NativeHandle.IsClosed || NativeHandle.IsInvalid;

        internal TensorHandle NativeHandle { get; }

        internal DisposeScope? OwningScope { get; set; }

        public void Dispose()
        {
            OwningScope?.MarkAsDisposed(this);
            NativeHandle.Dispose();
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Detach(this);
            return this;
        }

        internal static Tensor FromResult(in NativeValue result) => new(new TensorHandle((nint)result.Payload));

        internal static Tensor? FromPointer(nint pointer) =>
            pointer == 0 ? null : new Tensor(new TensorHandle(pointer));

        /// <summary>A second handle on the same native tensor.</summary>
        internal Tensor Alias() => new(AliasHandle(NativeHandle));

        internal static TensorHandle AliasHandle(TensorHandle handle)
        {
            NativeError.Ensure(NativeTorch.reid_torch_tensor_alias(handle, out var pointer));
            return new TensorHandle(pointer);
        }
    }
}
