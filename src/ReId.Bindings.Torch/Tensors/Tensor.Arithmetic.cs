using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => s_add.Call(this, target);

        public Tensor add(Tensor target, Scalar alpha) => s_add.Call(this, target, alpha);

        public Tensor add(Scalar scalar) => s_addScalar.Call(this, scalar);

        public Tensor add_(Tensor target) => With(s_addInto, target);

        public Tensor add_(Tensor target, Scalar alpha)
        {
            s_addInto.Run(this, target, alpha);
            return this;
        }

        public Tensor add_(Scalar scalar) => With(s_addScalarInto, scalar);

        public Tensor sub(Tensor target) => s_sub.Call(this, target);

        public Tensor sub(Scalar target) => s_subScalar.Call(this, target);

        public Tensor sub_(Tensor target) => With(s_subInto, target);

        public Tensor sub_(Scalar target) => With(s_subScalarInto, target);

        public Tensor mul(Tensor target) => s_mul.Call(this, target);

        public Tensor mul(Scalar target) => s_mulScalar.Call(this, target);

        public Tensor mul_(Tensor target) => With(s_mulInto, target);

        public Tensor mul_(Scalar target) => With(s_mulScalarInto, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            s_divMode.Call(this, target, Name(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            s_divScalarMode.Call(this, target, Name(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            s_divModeInto.Run(this, target, Name(rounding_mode));
            return this;
        }

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            s_divScalarModeInto.Run(this, target, Name(rounding_mode));
            return this;
        }

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            s_addcmulInto.Run(this, tensor1, tensor2, value);
            return this;
        }

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            s_addcdivInto.Run(this, tensor1, tensor2, value);
            return this;
        }

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => s_addcmul.Call(this, tensor1, tensor2, value);

        public Tensor pow(Scalar exponent) => s_powScalar.Call(this, exponent);

        public Tensor pow(Tensor exponent) => s_pow.Call(this, exponent);

        private Tensor With(Operator inPlace, Argument argument)
        {
            inPlace.Run(this, argument);
            return this;
        }

        private Tensor With(Operator inPlace)
        {
            inPlace.Run(this);
            return this;
        }

        private static string? Name(RoundingMode mode) => mode switch
        {
            RoundingMode.trunc => "trunc",
            RoundingMode.floor => "floor",
            _ => null,
        };

        private static readonly Operator s_add = new("aten::add", "Tensor");

        private static readonly Operator s_addScalar = new("aten::add", "Scalar");

        private static readonly Operator s_addInto = new("aten::add_", "Tensor");

        private static readonly Operator s_addScalarInto = new("aten::add_", "Scalar");

        private static readonly Operator s_sub = new("aten::sub", "Tensor");

        private static readonly Operator s_subScalar = new("aten::sub", "Scalar");

        private static readonly Operator s_subInto = new("aten::sub_", "Tensor");

        private static readonly Operator s_subScalarInto = new("aten::sub_", "Scalar");

        private static readonly Operator s_mul = new("aten::mul", "Tensor");

        private static readonly Operator s_mulScalar = new("aten::mul", "Scalar");

        private static readonly Operator s_mulInto = new("aten::mul_", "Tensor");

        private static readonly Operator s_mulScalarInto = new("aten::mul_", "Scalar");

        private static readonly Operator s_divMode = new("aten::div", "Tensor_mode");

        private static readonly Operator s_divScalarMode = new("aten::div", "Scalar_mode");

        private static readonly Operator s_divModeInto = new("aten::div_", "Tensor_mode");

        private static readonly Operator s_divScalarModeInto = new("aten::div_", "Scalar_mode");

        private static readonly Operator s_addcdivInto = new("aten::addcdiv_");

        private static readonly Operator s_addcmul = new("aten::addcmul");

        private static readonly Operator s_addcmulInto = new("aten::addcmul_");

        private static readonly Operator s_pow = new("aten::pow", "Tensor_Tensor");

        private static readonly Operator s_powScalar = new("aten::pow", "Tensor_Scalar");
    }
}
