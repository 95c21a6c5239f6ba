using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>Operations that libtorch has no single operator for; training and inference share them.</summary>
internal static class TensorFormulas
{
    /// <summary>Keeps the root differentiable where a whole window is zero.</summary>
    public const double L2PoolEpsilon = 1e-12;

    /// <summary>The least length that a vector is divided by.</summary>
    public const double LeastLength = 1e-12;

    public static Tensor L2Pool(Tensor input, long kernel, long stride, long padding) =>
        (nn.functional.avg_pool2d(input.square(), kernel, stride, padding) * (double)(kernel * kernel) + L2PoolEpsilon).sqrt();

    public static Tensor LocalResponseNorm(Tensor input, long size, double alpha, double beta, double k)
    {
        // The channels become the rows of a one-channel picture, so that a mean over a window of rows is a mean over
        // neighbouring channels. It divides by the whole size at the edges too, as the definition does.
        var (batch, channels) = (input.shape[0], input.shape[1]);
        var squares = input.square().reshape(batch, 1, channels, -1);
        var means = nn.functional.avg_pool2d(squares, [size, 1], [1, 1], [size / 2, 0]).reshape(input.shape);
        return input / (means * alpha + k).pow(beta);
    }

    public static Tensor L2Normalise(Tensor input) => input / input.norm(1, true).clamp_min(LeastLength);
}
