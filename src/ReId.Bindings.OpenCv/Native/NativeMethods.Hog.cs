using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int reid_cv_hog_new(out IntPtr hog);

    [LibraryImport(Library)]
    internal static partial void reid_cv_hog_delete(IntPtr hog);

    [LibraryImport(Library)]
    internal static partial int reid_cv_hog_descriptor_size(HogHandle hog, out int size);

    [LibraryImport(Library)]
    internal static partial int reid_cv_hog_default_people_detector(Span<float> values, int capacity, out int count);

    [LibraryImport(Library)]
    internal static partial int reid_cv_hog_set_svm_detector(HogHandle hog, ReadOnlySpan<float> values, int count);

    [LibraryImport(Library)]
    internal static partial int reid_cv_hog_detect_multi_scale(
        HogHandle hog, MatHandle image, double hitThreshold, Size winStride, Size padding, double scale, int groupThreshold,
        out IntPtr detections, out int count);

    [LibraryImport(Library)]
    internal static partial int reid_cv_detections_copy(DetectionsHandle detections, Span<Rect> boxes, Span<double> weights);

    [LibraryImport(Library)]
    internal static partial void reid_cv_detections_delete(IntPtr detections);
}
