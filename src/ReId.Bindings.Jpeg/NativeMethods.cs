using System.Runtime.InteropServices;

namespace ReId.Bindings.Jpeg;

/// <summary>The exports of libreid_jpeg; see native/jpeg/decode.cpp.</summary>
internal static partial class NativeMethods
{
    private const string Library = "reid_jpeg";

    [LibraryImport(Library)]
    internal static partial int reid_jpeg_decode(
        ReadOnlySpan<byte> data, long length, Span<byte> target, long capacity, int width, int height, out int decoded);

    [LibraryImport(Library)]
    internal static partial IntPtr reid_jpeg_last_error();
}
