using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => s_view.Call(this, shape);

        public Tensor reshape(params long[] shape) => s_reshape.Call(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => s_flatten.Call(this, start_dim, end_dim);

        public Tensor permute(params long[] permutation) => s_permute.Call(this, permutation);

        public Tensor transpose(long dim0, long dim1) => s_transpose.Call(this, dim0, dim1);

        public Tensor t() => s_t.Call(this);

        public Tensor squeeze(long? dim = null) => dim is { } one ? s_squeezeDim.Call(this, one) : s_squeeze.Call(this);

        public Tensor unsqueeze(long dim) => s_unsqueeze.Call(this, dim);

        public Tensor expand(params long[] sizes) => s_expand.Call(this, sizes);

        public Tensor flip(params long[] dims) => s_flip.Call(this, dims);

        public Tensor narrow(long dim, long start, long length) => s_narrow.Call(this, dim, start, length);

        public Tensor select(long dim, long index) => s_select.Call(this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => s_slice.Call(this, dim, start, finish, step);

        public Tensor index_select(long dim, Tensor index) => s_indexSelect.Call(this, dim, index);

        public Tensor gather(long dim, Tensor index) => s_gather.Call(this, dim, index);

        public Tensor diag(long diagonal = 0) => s_diag.Call(this, diagonal);

        public Tensor[] chunk(long chunks, long dim = 0) => s_chunk.CallList(this, chunks, dim);

        public Tensor nonzero() => s_nonzero.Call(this);

        private static readonly Operator s_view = new("aten::view");

        private static readonly Operator s_reshape = new("aten::reshape");

        private static readonly Operator s_flatten = new("aten::flatten", "using_ints");

        private static readonly Operator s_permute = new("aten::permute");

        private static readonly Operator s_transpose = new("aten::transpose", "int");

        private static readonly Operator s_t = new("aten::t");

        private static readonly Operator s_squeeze = new("aten::squeeze");

        private static readonly Operator s_squeezeDim = new("aten::squeeze", "dim");

        private static readonly Operator s_unsqueeze = new("aten::unsqueeze");

        private static readonly Operator s_expand = new("aten::expand");

        private static readonly Operator s_flip = new("aten::flip");

        private static readonly Operator s_narrow = new("aten::narrow");

        private static readonly Operator s_select = new("aten::select", "int");

        private static readonly Operator s_slice = new("aten::slice", "Tensor");

        private static readonly Operator s_indexSelect = new("aten::index_select");

        private static readonly Operator s_gather = new("aten::gather");

        private static readonly Operator s_diag = new("aten::diag");

        private static readonly Operator s_chunk = new("aten::chunk");

        private static readonly Operator s_nonzero = new("aten::nonzero");
    }
}
