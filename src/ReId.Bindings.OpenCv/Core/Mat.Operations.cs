using OpenCvSharp.Native;

namespace OpenCvSharp;

public partial class Mat
{
    public Mat SubMat(Rect roi) => new(this, roi);

    public Mat Clone()
    {
        ThrowIfDisposed();
        return new Mat(NativeMethods.reid_cv_mat_clone(Handle, out var pointer), pointer);
    }

    public void CopyTo(Mat m, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(m);
        ThrowIfDisposed();
        m.ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_mat_copy_to(Handle, m.Handle, Optional(mask)));
    }

    /// <summary>Allocates, unless size and type are already these.</summary>
    public void Create(int rows, int cols, MatType type)
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_mat_create(Handle, rows, cols, type));
    }

    public void Create(Size size, MatType type) => Create(size.Height, size.Width, type);

    public Mat SetTo(Scalar value, Mat? mask = null)
    {
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_mat_set_to(Handle, value, mask?.Handle ?? s_noMask));
        return this;
    }

    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1, double beta = 0)
    {
        ArgumentNullException.ThrowIfNull(m);
        ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_mat_convert_to(Handle, m.Handle, rtype, alpha, beta));
    }

    public Mat Resize(Size dsize, double fx = 0, double fy = 0, InterpolationFlags interpolation = InterpolationFlags.Linear) =>
        Into(dst => Cv2.Resize(this, dst, dsize, fx, fy, interpolation));

    public Mat CvtColor(ColorConversionCodes code, int dstCn = 0) => Into(dst => Cv2.CvtColor(this, dst, code, dstCn));

    public Mat Flip(FlipMode flipCode) => Into(dst => Cv2.Flip(this, dst, flipCode));

    public byte[] ImEncode(string ext = ".png", params ImageEncodingParam[] prms)
    {
        Cv2.ImEncode(ext, this, out var buf, prms);
        return buf;
    }

    internal static readonly MatHandle s_noMask = new();

    internal static MatHandle Optional(InputArray? mask) => mask?.Handle ?? s_noMask;

    private static Mat Into(Action<Mat> write)
    {
        var dst = new Mat();
        try
        {
            write(dst);
            return dst;
        }
        catch
        {
            dst.Dispose();
            throw;
        }
    }
}
