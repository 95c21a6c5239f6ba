using ReId.Bindings.Torch.Native;
using TorchSharp;

namespace ReId.Bindings.Torch.Extensions;

/// <summary>What libtorch can do with memory and TorchSharp's API cannot say. Only ReId.Model uses it.</summary>
internal static unsafe class TensorMemory
{
    private const long ChannelsLastFormat = 2;

    private static readonly Operator s_contiguous = new("aten::contiguous");

    /// <summary>A tensor on memory that the caller keeps alive longer than every view of it.</summary>
    internal static torch.Tensor Over(nint data, torch.ScalarType type, params long[] shape)
    {
        fixed (long* sizes = shape)
        {
            NativeError.Ensure(
                NativeTorch.reid_torch_tensor_from_blob(data, sizes, shape.Length, (int)type, out var pointer));
            return new torch.Tensor(new TensorHandle(pointer));
        }
    }

    /// <summary>The same N×C×H×W values with the channels of a pixel side by side.</summary>
    internal static torch.Tensor ChannelsLast(torch.Tensor tensor) => s_contiguous.Call(tensor, ChannelsLastFormat);

    /// <summary>Copies a contiguous tensor on the CPU out of libtorch.</summary>
    internal static void CopyTo(torch.Tensor source, Span<float> target)
    {
        source.Memory<float>(checked((int)source.numel())).CopyTo(target);
        GC.KeepAlive(source);
    }
}
