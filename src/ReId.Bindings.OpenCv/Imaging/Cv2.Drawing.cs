using OpenCvSharp.Native;

namespace OpenCvSharp;

public static partial class Cv2
{
    public static void Rectangle(
        Mat img, Rect rect, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        img.ThrowIfDisposed();
        Failure.ThrowIfAny(NativeMethods.reid_cv_rectangle(img.Handle, rect, color, thickness, (int)lineType, shift));
    }

    public static void Line(
        InputOutputArray img, Point pt1, Point pt2, Scalar color, int thickness = 1, LineTypes lineType = LineTypes.Link8, int shift = 0)
    {
        ArgumentNullException.ThrowIfNull(img);
        Failure.ThrowIfAny(NativeMethods.reid_cv_line(img.Handle, pt1, pt2, color, thickness, (int)lineType, shift));
    }

    public static void PutText(
        InputOutputArray img, string text, Point org, HersheyFonts fontFace, double fontScale, Scalar color,
        int thickness = 1, LineTypes lineType = LineTypes.Link8, bool bottomLeftOrigin = false)
    {
        ArgumentNullException.ThrowIfNull(img);
        ArgumentNullException.ThrowIfNull(text);
        Failure.ThrowIfAny(NativeMethods.reid_cv_put_text(
            img.Handle, text, org, (int)fontFace, fontScale, color, thickness, (int)lineType, bottomLeftOrigin ? 1 : 0));
    }

    public static Size GetTextSize(string text, HersheyFonts fontFace, double fontScale, int thickness, out int baseLine)
    {
        ArgumentNullException.ThrowIfNull(text);
        Failure.ThrowIfAny(NativeMethods.reid_cv_get_text_size(
            text, (int)fontFace, fontScale, thickness, out baseLine, out var size));
        return size;
    }
}
