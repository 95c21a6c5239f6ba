using System.Runtime.InteropServices;

namespace ReId.Bindings.Torch.Native;

/// <summary>One slot of the call stack as native code sees it (<c>reid_value</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public ValueTag Tag;
    public int Length;

    /// <summary>An integer, the bits of a double, or a pointer.</summary>
    public long Payload;
}
