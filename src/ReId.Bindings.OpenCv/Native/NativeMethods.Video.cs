using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_new(out IntPtr capture);

    [LibraryImport(Library)]
    internal static partial void reid_cv_capture_delete(IntPtr capture);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_capture_open(CaptureHandle capture, string path, int api, out int opened);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_is_opened(CaptureHandle capture, out int opened);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_release(CaptureHandle capture);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_grab(CaptureHandle capture, out int grabbed);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_retrieve(CaptureHandle capture, MatHandle image, int flag, out int retrieved);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_read(CaptureHandle capture, MatHandle image, out int read);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_get(CaptureHandle capture, int property, out double value);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_set(CaptureHandle capture, int property, double value, out int accepted);

    [LibraryImport(Library)]
    internal static partial int reid_cv_writer_new(out IntPtr writer);

    [LibraryImport(Library)]
    internal static partial void reid_cv_writer_delete(IntPtr writer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_writer_open(
        WriterHandle writer, string path, int fourcc, double fps, Size frame, int isColor, out int opened);

    [LibraryImport(Library)]
    internal static partial int reid_cv_writer_is_opened(WriterHandle writer, out int opened);

    [LibraryImport(Library)]
    internal static partial int reid_cv_writer_write(WriterHandle writer, MatHandle image);

    [LibraryImport(Library)]
    internal static partial int reid_cv_writer_release(WriterHandle writer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_cv_capture_open_with(
        CaptureHandle capture, string path, int api, int[] values, int count, out int opened);

    [LibraryImport(Library)]
    internal static partial int reid_cv_capture_open_index(CaptureHandle capture, int index, int api, out int opened);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mog2_new(int history, double varThreshold, int detectShadows, out IntPtr subtractor);

    [LibraryImport(Library)]
    internal static partial void reid_cv_mog2_delete(IntPtr subtractor);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mog2_apply(BackgroundHandle subtractor, MatHandle image, MatHandle mask, double learningRate);
}
