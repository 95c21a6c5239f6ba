using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>Mirrors <c>reid::cv_abi::MatHeader</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct MatHeader
{
    public readonly int Flags;
    public readonly int Dims;
    public readonly int Rows;
    public readonly int Cols;
    public readonly IntPtr Data;
    public readonly nuint Step;
    public readonly nuint Total;
}
