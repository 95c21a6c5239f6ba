using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>
/// Histograms of oriented gradients with a linear SVM (Dalal and Triggs, "Histograms of Oriented Gradients for Human
/// Detection", CVPR 2005); OpenCV carries coefficients for pedestrians.
/// </summary>
public class HOGDescriptor : DisposableObject
{
    private readonly HogHandle _handle = new();

    public HOGDescriptor()
    {
        Failure.ThrowIfAny(NativeMethods.reid_cv_hog_new(out var pointer));
        _handle.Own(pointer);
    }

    /// <summary>Coefficients for people in a window of 64 × 128 pixels.</summary>
    public static float[] GetDefaultPeopleDetector()
    {
        Failure.ThrowIfAny(NativeMethods.reid_cv_hog_default_people_detector([], 0, out var count));
        var values = new float[count];
        Failure.ThrowIfAny(NativeMethods.reid_cv_hog_default_people_detector(values, count, out _));
        return values;
    }

    public int GetDescriptorSize()
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_hog_descriptor_size(_handle, out var size));
        return size;
    }

    public virtual void SetSVMDetector(float[] svmDetector)
    {
        ArgumentNullException.ThrowIfNull(svmDetector);
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_hog_set_svm_detector(_handle, svmDetector, svmDetector.Length));
    }

    public virtual Rect[] DetectMultiScale(
        Mat img, double hitThreshold = 0, Size? winStride = null, Size? padding = null, double scale = 1.05, int groupThreshold = 2) =>
        DetectMultiScale(img, out _, hitThreshold, winStride, padding, scale, groupThreshold);

    public virtual Rect[] DetectMultiScale(
        Mat img, out double[] foundWeights, double hitThreshold = 0, Size? winStride = null, Size? padding = null,
        double scale = 1.05, int groupThreshold = 2)
    {
        ArgumentNullException.ThrowIfNull(img);
        img.ThrowIfDisposed();
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_hog_detect_multi_scale(
            _handle, img.Handle, hitThreshold, winStride ?? default, padding ?? default, scale, groupThreshold,
            out var pointer, out var count));
        using var detections = new DetectionsHandle();
        detections.Own(pointer);
        var boxes = new Rect[count];
        foundWeights = new double[count];
        Failure.ThrowIfAny(NativeMethods.reid_cv_detections_copy(detections, boxes, foundWeights));
        return boxes;
    }

    protected override void DisposeManaged() => _handle.Dispose();
}
