using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator s_cat = new("aten::cat");
    private static readonly Operator s_stack = new("aten::stack");

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => s_cat.Call(ToArray(tensors), dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => s_stack.Call(ToArray(tensors), dim);

    private static Tensor[] ToArray(IEnumerable<Tensor> tensors) => tensors as Tensor[] ?? [.. tensors];
}
