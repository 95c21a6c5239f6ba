using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => s_matmul.Call(this, target);

        public Tensor mm(Tensor target) => s_mm.Call(this, target);

        public Tensor bmm(Tensor batch2) => s_bmm.Call(this, batch2);

        private static readonly Operator s_matmul = new("aten::matmul");

        private static readonly Operator s_mm = new("aten::mm");

        private static readonly Operator s_bmm = new("aten::bmm");
    }
}
