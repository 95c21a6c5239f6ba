using TorchSharp;
#if !TORCHSHARP_PACKAGE
using ReId.Bindings.Torch.Extensions;
#endif

namespace ReId.Model.Inference;

/// <summary>
/// The few things that TorchSharp's API cannot express and that make inference faster: the only place that knows
/// whether the binding is ours. With the package each falls back to what the package can do.
/// </summary>
internal static class TorchExtensions
{
#if TORCHSHARP_PACKAGE
    /// <summary>The bytes as a tensor of their own.</summary>
    public static unsafe torch.Tensor FromBytes(nint data, params long[] shape)
    {
        long count = shape.Aggregate(1L, (a, b) => a * b);
        return torch.tensor(new ReadOnlySpan<byte>((void*)data, checked((int)count)).ToArray(), shape);
    }

    /// <summary>The package chooses the memory format itself.</summary>
    public static torch.Tensor ChannelsLast(torch.Tensor tensor) => tensor.contiguous();

    public static void CopyTo(torch.Tensor source, Span<float> target) => source.data<float>().ToArray().CopyTo(target);

    /// <summary>The package cannot.</summary>
    public static IDisposable? KeepMemory() => null;

    public static Func<torch.Tensor, torch.Tensor>? Pack(FoldedWeights weights, long[] inputShape, out IDisposable? owner)
    {
        owner = null;
        return null;
    }
#else
    private static readonly Lazy<bool> s_canPack = new(PackedConvolution.IsSupported);

    /// <summary>A tensor on the caller's bytes, which stay alive and unchanged while it is used.</summary>
    public static torch.Tensor FromBytes(nint data, params long[] shape) =>
        TensorMemory.Over(data, torch.ScalarType.Byte, shape);

    /// <summary>The same values with the channels of a pixel side by side in memory.</summary>
    public static torch.Tensor ChannelsLast(torch.Tensor tensor) => TensorMemory.ChannelsLast(tensor);

    /// <summary>Copies a contiguous float tensor on the CPU.</summary>
    public static void CopyTo(torch.Tensor source, Span<float> target) => TensorMemory.CopyTo(source, target);

    /// <summary>Until disposed, large pieces of memory that tensors on the CPU give back are kept for the next ones.</summary>
    public static IDisposable? KeepMemory() => KeptMemory.Keep();

    /// <summary>
    /// The convolution with its weights laid out for one input size and its activation fused in, or null where this
    /// libtorch cannot; <paramref name="owner"/> frees the packed weights.
    /// </summary>
    public static Func<torch.Tensor, torch.Tensor>? Pack(FoldedWeights weights, long[] inputShape, out IDisposable? owner)
    {
        owner = null;
        if (!s_canPack.Value)
        {
            return null;
        }

        var packed = new PackedConvolution(
            weights.Weight, weights.Bias, weights.Stride, weights.Padding, weights.Groups, weights.Relu, inputShape);
        owner = packed;
        return packed.Run;
    }
#endif
}
