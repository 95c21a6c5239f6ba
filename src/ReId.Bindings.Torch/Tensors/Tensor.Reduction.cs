using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => s_sum.Call(this, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            s_sumOver.Call(this, new[] { dim }, keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            s_sumOver.Call(this, dim, keepdim, type);

        public Tensor mean() => s_mean.Call(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            s_meanOver.Call(this, dimensions, keepdim, type);

        public Tensor std(bool unbiased = true) => s_std.Call(this, unbiased);

        public Tensor norm(float p = 2) => s_norm.Call(this, (double)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) =>
            s_normOver.Call(this, (double)p, new long[] { dim }, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => s_logsumexp.Call(this, new[] { dim }, keepdim);

        public Tensor max() => s_max.Call(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => s_maxOver.CallPair(this, dim, keepdim);

        public Tensor argmax() => s_argmax.Call(this);

        public Tensor argmax(long dim, bool keepdim = false) => s_argmax.Call(this, dim, keepdim);

        public Tensor min() => s_min.Call(this);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => s_minOver.CallPair(this, dim, keepdim);

        public Tensor argmin() => s_argmin.Call(this);

        public Tensor argmin(long dim, bool keepdim = false) => s_argmin.Call(this, dim, keepdim);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            s_sort.CallPair(this, stable, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            s_topk.CallPair(this, k, dim, largest, sorted);

        private static readonly Operator s_sum = new("aten::sum");

        private static readonly Operator s_sumOver = new("aten::sum", "dim_IntList");

        private static readonly Operator s_mean = new("aten::mean");

        private static readonly Operator s_meanOver = new("aten::mean", "dim");

        private static readonly Operator s_std = new("aten::std");

        private static readonly Operator s_norm = new("aten::norm", "Scalar");

        private static readonly Operator s_normOver = new("aten::norm", "ScalarOpt_dim");

        private static readonly Operator s_logsumexp = new("aten::logsumexp");

        private static readonly Operator s_max = new("aten::max");

        private static readonly Operator s_maxOver = new("aten::max", "dim");

        private static readonly Operator s_argmax = new("aten::argmax");

        private static readonly Operator s_min = new("aten::min");

        private static readonly Operator s_minOver = new("aten::min", "dim");

        private static readonly Operator s_argmin = new("aten::argmin");

        private static readonly Operator s_sort = new("aten::sort", "stable");

        private static readonly Operator s_topk = new("aten::topk");
    }
}
