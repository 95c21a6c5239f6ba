using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_new(out IntPtr mat);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_new_sized(int rows, int cols, int type, out IntPtr mat);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_new_filled(int rows, int cols, int type, Scalar value, out IntPtr mat);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_wrap(int rows, int cols, int type, IntPtr data, nuint step, out IntPtr mat);

    [LibraryImport(Library)]
    internal static partial void reid_cv_mat_delete(IntPtr mat);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_header(MatHandle mat, out MatHeader header);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_size(MatHandle mat, int dimension, out int length);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_create(MatHandle mat, int rows, int cols, int type);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_clone(MatHandle mat, out IntPtr clone);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_submat(MatHandle mat, Rect roi, out IntPtr submat);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_copy_to(MatHandle mat, MatHandle target, MatHandle mask);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_set_to(MatHandle mat, Scalar value, MatHandle mask);

    [LibraryImport(Library)]
    internal static partial int reid_cv_mat_convert_to(MatHandle mat, MatHandle target, int type, double alpha, double beta);
}
