using OpenCvSharp.Native;

namespace OpenCvSharp;

public static partial class Cv2
{
    public static void Resize(
        InputArray src, OutputArray dst, Size dsize, double fx = 0, double fy = 0,
        InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        Check(src, dst);
        Failure.ThrowIfAny(NativeMethods.reid_cv_resize(src.Handle, dst.Handle, dsize, fx, fy, (int)interpolation));
    }

    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0)
    {
        Check(src, dst);
        Failure.ThrowIfAny(NativeMethods.reid_cv_cvt_color(src.Handle, dst.Handle, (int)code, dstCn));
    }

    public static void Flip(InputArray src, OutputArray dst, FlipMode flipCode)
    {
        Check(src, dst);
        Failure.ThrowIfAny(NativeMethods.reid_cv_flip(src.Handle, dst.Handle, (int)flipCode));
    }

    public static void Laplacian(
        InputArray src, OutputArray dst, MatType ddepth, int ksize = 1, double scale = 1, double delta = 0,
        BorderTypes borderType = BorderTypes.Default)
    {
        Check(src, dst);
        Failure.ThrowIfAny(NativeMethods.reid_cv_laplacian(src.Handle, dst.Handle, ddepth, ksize, scale, delta, (int)borderType));
    }

    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        Failure.ThrowIfAny(NativeMethods.reid_cv_mean_std_dev(src.Handle, Mat.Optional(mask), out mean, out stddev));
    }

    /// <summary>The channels as matrices of their own; the caller disposes them.</summary>
    public static Mat[] Split(Mat src)
    {
        ArgumentNullException.ThrowIfNull(src);
        var planes = new List<Mat>();
        try
        {
            for (var channel = 0; channel < src.Channels(); channel++)
            {
                planes.Add(new Mat(NativeMethods.reid_cv_extract_channel(src.Handle, channel, out var pointer), pointer));
            }

            return [.. planes];
        }
        catch
        {
            planes.ForEach(p => p.Dispose());
            throw;
        }
    }

    private static void Check(InputArray src, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
    }
}
