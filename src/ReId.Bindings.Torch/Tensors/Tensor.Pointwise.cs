using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => s_abs.Call(this);

        public Tensor neg() => s_neg.Call(this);

        public Tensor exp() => s_exp.Call(this);

        public Tensor log() => s_log.Call(this);

        public Tensor sqrt() => s_sqrt.Call(this);

        public Tensor square() => s_square.Call(this);

        public Tensor sigmoid() => s_sigmoid.Call(this);

        public Tensor relu() => s_relu.Call(this);

        public Tensor relu6() => s_relu6.Call(this);

        public Tensor reciprocal() => s_reciprocal.Call(this);

        public Tensor isnan() => s_isnan.Call(this);

        public Tensor isfinite() => s_isfinite.Call(this);

        public Tensor logical_not() => s_logical_not.Call(this);

        public Tensor round(long decimals = 0) => s_round.Call(this, decimals);

        public Tensor sigmoid_() => With(s_sigmoidInto);

        public Tensor relu_() => With(s_reluInto);

        public Tensor relu6_() => With(s_relu6Into);

        public Tensor zero_() => With(s_zeroInto);

        public Tensor clamp(Scalar min = null!, Scalar max = null!) => s_clamp.Call(this, min, max);

        public Tensor clamp_min(Scalar min) => s_clampMin.Call(this, min);

        public Tensor clamp_max(Scalar max) => s_clampMax.Call(this, max);

        public Tensor fill_(Scalar value) => With(s_fillInto, value);

        public Tensor softmax(long dim, ScalarType? dtype = null) => s_softmax.Call(this, dim, dtype);

        private static readonly Operator s_abs = new("aten::abs");

        private static readonly Operator s_neg = new("aten::neg");

        private static readonly Operator s_exp = new("aten::exp");

        private static readonly Operator s_log = new("aten::log");

        private static readonly Operator s_sqrt = new("aten::sqrt");

        private static readonly Operator s_square = new("aten::square");

        private static readonly Operator s_sigmoid = new("aten::sigmoid");

        private static readonly Operator s_relu = new("aten::relu");

        private static readonly Operator s_relu6 = new("aten::relu6");

        private static readonly Operator s_reciprocal = new("aten::reciprocal");

        private static readonly Operator s_isnan = new("aten::isnan");

        private static readonly Operator s_isfinite = new("aten::isfinite");

        private static readonly Operator s_logical_not = new("aten::logical_not");

        private static readonly Operator s_round = new("aten::round", "decimals");

        private static readonly Operator s_sigmoidInto = new("aten::sigmoid_");

        private static readonly Operator s_reluInto = new("aten::relu_");

        private static readonly Operator s_relu6Into = new("aten::relu6_");

        private static readonly Operator s_zeroInto = new("aten::zero_");

        private static readonly Operator s_clamp = new("aten::clamp");

        private static readonly Operator s_clampMin = new("aten::clamp_min");

        private static readonly Operator s_clampMax = new("aten::clamp_max");

        private static readonly Operator s_fillInto = new("aten::fill_", "Scalar");

        private static readonly Operator s_softmax = new("aten::softmax", "int");
    }
}
