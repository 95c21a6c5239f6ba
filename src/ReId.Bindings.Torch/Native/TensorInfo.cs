using System.Runtime.InteropServices;

namespace ReId.Bindings.Torch.Native;

/// <summary>Facts about a tensor, fetched in one call (<c>reid_tensor_info</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorInfo
{
    public long Dimensions;
    public long Elements;
    public long ElementSize;
    public int DType;
    public int DeviceType;
    public int DeviceIndex;
    public byte RequiresGrad;
    public byte IsLeaf;
    public byte IsContiguous;
    public byte IsChannelsLast;
}
