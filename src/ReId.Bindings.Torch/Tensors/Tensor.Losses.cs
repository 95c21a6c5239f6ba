using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor acos() => s_acos.Call(this);

        public Tensor floor() => s_floor.Call(this);

        /// <summary>Largest values along dimensions; the gradient is shared evenly between equal ones.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? s_amax.Call(this, dims, keepdim) : throw new NotSupportedException("an output tensor is not bound");

        /// <summary>Smallest values along dimensions; the gradient is shared evenly between equal ones.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? s_amin.Call(this, dims, keepdim) : throw new NotSupportedException("an output tensor is not bound");

        public Tensor logaddexp(Tensor other) => s_logaddexp.Call(this, other);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => s_logSoftmax.Call(this, dim, dtype);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            s_indexAddInto.Run(this, dim, index, source, alpha);
            return this;
        }

        private static readonly Operator s_acos = new("aten::acos");

        private static readonly Operator s_floor = new("aten::floor");

        private static readonly Operator s_amax = new("aten::amax");

        private static readonly Operator s_amin = new("aten::amin");

        private static readonly Operator s_logaddexp = new("aten::logaddexp");

        private static readonly Operator s_logSoftmax = new("aten::log_softmax", "int");

        private static readonly Operator s_indexAddInto = new("aten::index_add_");
    }
}
