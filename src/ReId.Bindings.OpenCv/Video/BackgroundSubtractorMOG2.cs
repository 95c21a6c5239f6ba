using OpenCvSharp.Native;

namespace OpenCvSharp;

/// <summary>
/// A mixture of Gaussians for each pixel (Zivkovic and van der Heijden, "Efficient adaptive density estimation per image
/// pixel for the task of background subtraction", Pattern Recognition Letters 2006).
/// </summary>
public class BackgroundSubtractorMOG2 : BackgroundSubtractor
{
    private readonly BackgroundHandle _handle = new();

    private BackgroundSubtractorMOG2(IntPtr pointer) => _handle.Own(pointer);

    public static BackgroundSubtractorMOG2 Create(int history = 500, double varThreshold = 16, bool detectShadows = true)
    {
        Failure.ThrowIfAny(NativeMethods.reid_cv_mog2_new(history, varThreshold, detectShadows ? 1 : 0, out var pointer));
        return new BackgroundSubtractorMOG2(pointer);
    }

    public override void Apply(InputArray image, OutputArray fgmask, double learningRate = -1)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(fgmask);
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_mog2_apply(_handle, image.Handle, fgmask.Handle, learningRate));
    }

    protected override void DisposeManaged() => _handle.Dispose();
}
