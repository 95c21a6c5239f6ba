using ReId.Bindings.Torch.Native;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator s_cdist = new("aten::cdist");

    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>Distances between the rows of two matrices; the shortest path through libtorch is chosen by libtorch.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        s_cdist.Call(x1, x2, p, (long)compute_mode);
}
