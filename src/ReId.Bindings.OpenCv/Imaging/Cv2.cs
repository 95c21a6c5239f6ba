using System.Runtime.InteropServices;
using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>OpenCV's functions.</summary>
public static partial class Cv2
{
    public static string GetVersionString() => Marshal.PtrToStringUTF8(NativeMethods.reid_cv_version())!;

    public static void SetNumThreads(int nThreads) => Failure.ThrowIfAny(NativeMethods.reid_cv_set_num_threads(nThreads));

    public static int GetNumThreads()
    {
        Failure.ThrowIfAny(NativeMethods.reid_cv_get_num_threads(out var threads));
        return threads;
    }
}
