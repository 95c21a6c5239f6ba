using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>The C ABI of libreid_opencv; every status goes through <see cref="Failure.ThrowIfAny"/>.</summary>
internal static partial class NativeMethods
{
    private const string Library = "reid_opencv";

    [LibraryImport(Library)]
    internal static partial void reid_cv_last_error(
        out IntPtr what, out int code, out IntPtr function, out IntPtr message, out IntPtr file, out int line);

    [LibraryImport(Library)]
    internal static partial IntPtr reid_cv_version();

    [LibraryImport(Library)]
    internal static partial int reid_cv_set_num_threads(int threads);

    [LibraryImport(Library)]
    internal static partial int reid_cv_get_num_threads(out int threads);
}
