using OpenCvSharp;
using ReId.Ingest.Detection;

namespace ReId.Ingest.Cropping;

/// <summary>
/// How much a crop is worth for recognition: what the detector believes, how large and how sharp it is, less what the
/// frame's edge or other people hide of it, and less where the box has not the shape of somebody upright.
/// </summary>
internal static class CropQuality
{
    // The height that embedding networks see: more pixels than that add nothing.
    private const double FullHeight = 256;

    // Variance of the Laplacian at which a crop is half sharp, after scaling to a common size.
    private const double HalfSharp = 300;
    private const double EdgeFactor = 0.6;

    // Width over height of people who stand or walk; a box twice as wide holds half a person, or two.
    private const double SlimmestAspect = 0.3;
    private const double WidestAspect = 0.55;
    private const double AspectShare = 0.4;
    private static readonly Size s_common = new(64, 128);

    /// <summary>0 (useless) to 1 (perfect).</summary>
    /// <param name="crop">The cut picture.</param>
    /// <param name="frame">Size of the frame it was cut from.</param>
    /// <param name="index">Which of the detections it is.</param>
    /// <param name="detections">All detections of the frame.</param>
    public static float Of(Mat crop, Size frame, int index, IReadOnlyList<PersonDetection> detections)
    {
        var box = detections[index].Box.ToRect();
        var size = Math.Min(1, Math.Sqrt(box.Height / FullHeight));
        var quality = (0.5 * detections[index].Score) + (0.25 * size) + (0.25 * Sharpness(crop));
        return (float)(quality
            * Upright((double)box.Width / box.Height)
            * (IsTruncated(box, frame) ? EdgeFactor : 1)
            * (1 - (0.5 * Hidden(index, detections))));
    }

    /// <summary>1 for the shape of somebody upright, down to 0.6 the more a box differs from that.</summary>
    /// <param name="aspect">Width over height.</param>
    internal static double Upright(double aspect) =>
        1 - AspectShare + (AspectShare * Math.Min(1, Math.Min(aspect / SlimmestAspect, WidestAspect / aspect)));

    /// <summary>Variance of the Laplacian (Pech-Pacheco et al., ICPR 2000), squeezed into 0 to 1.</summary>
    internal static double Sharpness(Mat crop)
    {
        using var small = crop.Resize(s_common, 0, 0, InterpolationFlags.Area);
        using var grey = small.CvtColor(ColorConversionCodes.BGR2GRAY);
        using var response = new Mat();
        Cv2.Laplacian(grey, response, MatType.CV_16SC1);
        Cv2.MeanStdDev(response, out _, out var deviation);
        var variance = deviation.Val0 * deviation.Val0;
        return variance / (variance + HalfSharp);
    }

    /// <summary>Whether the frame's edge cuts the person; a box that is the whole frame was cut on purpose.</summary>
    private static bool IsTruncated(Rect box, Size frame) =>
        box.Size != frame && (box.Left <= 0 || box.Top <= 0 || box.Right >= frame.Width || box.Bottom >= frame.Height);

    private static double Hidden(int index, IReadOnlyList<PersonDetection> detections)
    {
        var box = detections[index].Box.ToRect();
        var most = 0.0;
        for (var i = 0; i < detections.Count; i++)
        {
            if (i != index)
            {
                var shared = box.Intersect(detections[i].Box.ToRect());
                most = Math.Max(most, (double)shared.Width * shared.Height / ((double)box.Width * box.Height));
            }
        }

        return most;
    }
}
