using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int reid_cv_imdecode(ReadOnlySpan<byte> data, int length, int flags, out IntPtr mat);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_imread(string path, int flags, out IntPtr mat);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_imwrite(string path, MatHandle mat, ReadOnlySpan<int> parameters, int count, out int written);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_imencode(
        string extension, MatHandle mat, ReadOnlySpan<int> parameters, int count,
        out IntPtr buffer, out IntPtr data, out int length, out int encoded);

    [LibraryImport(Library)]
    internal static partial void reid_cv_buffer_delete(IntPtr buffer);

    [LibraryImport(Library)]
    internal static partial int reid_cv_rectangle(MatHandle image, Rect rect, Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Library)]
    internal static partial int reid_cv_line(
        MatHandle image, Point from, Point to, Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_put_text(
        MatHandle image, string text, Point origin, int font, double scale, Scalar color, int thickness, int lineType, int bottomLeftOrigin);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_get_text_size(
        string text, int font, double scale, int thickness, out int baseLine, out Size size);

    [LibraryImport(Library)]
    internal static partial int reid_cv_resize(MatHandle src, MatHandle dst, Size size, double fx, double fy, int interpolation);

    [LibraryImport(Library)]
    internal static partial int reid_cv_cvt_color(MatHandle src, MatHandle dst, int code, int channels);

    [LibraryImport(Library)]
    internal static partial int reid_cv_flip(MatHandle src, MatHandle dst, int mode);

    [LibraryImport(Library)]
    internal static partial int reid_cv_laplacian(
        MatHandle src, MatHandle dst, int depth, int ksize, double scale, double delta, int border);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mean_std_dev(MatHandle src, MatHandle mask, out Scalar mean, out Scalar deviation);

    [LibraryImport(Library)]
    internal static partial int reid_cv_extract_channel(MatHandle src, int channel, out IntPtr plane);
}
