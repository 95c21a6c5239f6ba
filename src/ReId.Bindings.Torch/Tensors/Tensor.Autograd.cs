using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Accumulates the gradients of this scalar into the leaves of its graph.</summary>
        public void backward() =>
            NativeError.Ensure(NativeTorch.reid_torch_backward_of_scalar(NativeHandle, 0, 0, 0));

        public void backward(
            IList<Tensor>? grad_tensors = null,
            bool create_graph = false,
            bool retain_graph = false,
            IList<Tensor>? inputs = null)
        {
            if (inputs is { Count: > 0 })
            {
                throw new NotSupportedException("backward restricted to some inputs is not bound");
            }

            var (retain, create) = (retain_graph ? 1 : 0, create_graph ? 1 : 0);
            NativeError.Ensure(grad_tensors is { Count: > 0 }
                ? NativeTorch.reid_torch_backward(NativeHandle, grad_tensors[0].NativeHandle, retain, create)
                : NativeTorch.reid_torch_backward_of_scalar(NativeHandle, 0, retain, create));
        }

        /// <summary>The gradient that backward left here, or null.</summary>
        public Tensor? grad()
        {
            NativeError.Ensure(NativeTorch.reid_torch_grad(NativeHandle, out var pointer));
            return FromPointer(pointer);
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor detach() => s_detach.Call(this);

        public Tensor detach_() => With(s_detachInto);

        internal void ClearGradient() => NativeError.Ensure(NativeTorch.reid_torch_clear_grad(NativeHandle));

        /// <summary>Replaces the data behind this tensor, which keeps its identity.</summary>
        internal void SetData(Tensor data) => s_setData.Run(this, data);

        private static readonly Operator s_detach = new("aten::detach");

        private static readonly Operator s_detachInto = new("aten::detach_");

        private static readonly Operator s_setData = new("aten::set_data");
    }
}
