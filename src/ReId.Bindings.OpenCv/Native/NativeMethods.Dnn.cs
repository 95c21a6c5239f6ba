using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int reid_cv_net_read_onnx(ReadOnlySpan<byte> data, nuint length, out IntPtr net);

    [LibraryImport(Library)]
    internal static partial void reid_cv_net_delete(IntPtr net);

    [LibraryImport(Library)]
    internal static partial int reid_cv_net_output_names(NetHandle net, out IntPtr buffer, out IntPtr data, out int length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_net_set_input(NetHandle net, MatHandle blob, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_net_forward(NetHandle net, string[] names, int count, out IntPtr mats);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mats_get(MatsHandle mats, int index, MatHandle target);

    [LibraryImport(Library)]
    internal static partial void reid_cv_mats_delete(IntPtr mats);

    [LibraryImport(Library)]
    internal static partial int reid_cv_blob_from_image(
        MatHandle image, double scaleFactor, Size size, Scalar mean, int swapRb, int crop, out IntPtr blob);
}
