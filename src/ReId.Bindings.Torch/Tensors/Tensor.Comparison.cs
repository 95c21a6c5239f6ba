using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => s_eq.Call(this, target);

        public Tensor eq(Scalar target) => s_eqScalar.Call(this, target);

        public Tensor ne(Tensor target) => s_ne.Call(this, target);

        public Tensor ne(Scalar target) => s_neScalar.Call(this, target);

        public Tensor lt(Tensor target) => s_lt.Call(this, target);

        public Tensor lt(Scalar target) => s_ltScalar.Call(this, target);

        public Tensor le(Tensor target) => s_le.Call(this, target);

        public Tensor le(Scalar target) => s_leScalar.Call(this, target);

        public Tensor gt(Tensor target) => s_gt.Call(this, target);

        public Tensor gt(Scalar target) => s_gtScalar.Call(this, target);

        public Tensor ge(Tensor target) => s_ge.Call(this, target);

        public Tensor ge(Scalar target) => s_geScalar.Call(this, target);

        public Tensor logical_and(Tensor other) => s_logicalAnd.Call(this, other);

        public Tensor logical_or(Tensor other) => s_logicalOr.Call(this, other);

        public Tensor maximum(Tensor other) => s_maximum.Call(this, other);

        public Tensor minimum(Tensor other) => s_minimum.Call(this, other);

        public Tensor where(Tensor condition, Tensor y) => s_where.Call(condition, this, y);

        public Tensor masked_fill(Tensor mask, Scalar value) => s_maskedFill.Call(this, mask, value);

        public Tensor masked_select(Tensor mask) => s_maskedSelect.Call(this, mask);

        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            s_allclose.CallBool(this, target, rtol, atol, equal_nan);

        public Tensor all() => s_all.Call(this);

        public Tensor any() => s_any.Call(this);

        private static readonly Operator s_eq = new("aten::eq", "Tensor");

        private static readonly Operator s_eqScalar = new("aten::eq", "Scalar");

        private static readonly Operator s_ne = new("aten::ne", "Tensor");

        private static readonly Operator s_neScalar = new("aten::ne", "Scalar");

        private static readonly Operator s_lt = new("aten::lt", "Tensor");

        private static readonly Operator s_ltScalar = new("aten::lt", "Scalar");

        private static readonly Operator s_le = new("aten::le", "Tensor");

        private static readonly Operator s_leScalar = new("aten::le", "Scalar");

        private static readonly Operator s_gt = new("aten::gt", "Tensor");

        private static readonly Operator s_gtScalar = new("aten::gt", "Scalar");

        private static readonly Operator s_ge = new("aten::ge", "Tensor");

        private static readonly Operator s_geScalar = new("aten::ge", "Scalar");

        private static readonly Operator s_logicalAnd = new("aten::logical_and");

        private static readonly Operator s_logicalOr = new("aten::logical_or");

        private static readonly Operator s_maximum = new("aten::maximum");

        private static readonly Operator s_minimum = new("aten::minimum");

        private static readonly Operator s_where = new("aten::where", "self");

        private static readonly Operator s_maskedFill = new("aten::masked_fill", "Scalar");

        private static readonly Operator s_maskedSelect = new("aten::masked_select");

        private static readonly Operator s_allclose = new("aten::allclose");

        private static readonly Operator s_all = new("aten::all");

        private static readonly Operator s_any = new("aten::any");
    }
}
