using OpenCvSharp;

namespace ReId.Ingest.Tracking;

/// <summary>
/// Mean colour of torso and legs, which tells a red coat from a black one where two people cross. It is far too coarse
/// to recognise anybody, but it costs microseconds.
/// </summary>
/// <param name="Torso">Mean in OpenCV's 8-bit CIELAB.</param>
/// <param name="Legs">The same of the legs.</param>
public readonly record struct Appearance(Scalar Torso, Scalar Legs)
{
    private static readonly Size s_grid = new(10, 20);

    // The middle columns, so that little background counts; rows without head and feet.
    private static readonly Rect s_torso = new(3, 4, 4, 6);
    private static readonly Rect s_legs = new(3, 11, 4, 6);

    /// <summary>The colours of the person in a box.</summary>
    /// <param name="image">8-bit BGR pixels.</param>
    /// <param name="box">Inside the image, not empty.</param>
    public static Appearance Of(Mat image, Rect box)
    {
        using var crop = image.SubMat(box);
        using var small = crop.Resize(s_grid, 0, 0, InterpolationFlags.Area);
        using var lab = small.CvtColor(ColorConversionCodes.BGR2Lab);
        return new Appearance(Mean(lab, s_torso), Mean(lab, s_legs));
    }

    /// <summary>Distance in OpenCV's 8-bit CIELAB, the greater one of torso and legs: 0 for equal, above 40 for other clothes.</summary>
    public double DistanceTo(Appearance other) => Math.Max(Distance(Torso, other.Torso), Distance(Legs, other.Legs));

    /// <summary>Moves a share of the way, so that light may change slowly.</summary>
    public Appearance Towards(Appearance other, double share) =>
        new(Mix(Torso, other.Torso, share), Mix(Legs, other.Legs, share));

    private static Scalar Mean(Mat lab, Rect part)
    {
        using var region = lab.SubMat(part);
        Cv2.MeanStdDev(region, out var mean, out _);
        return mean;
    }

    // Lightness counts half: shadows change it, clothes change the rest too.
    private static double Distance(Scalar a, Scalar b) => Math.Sqrt(
        Math.Pow((a.Val0 - b.Val0) / 2, 2) + Math.Pow(a.Val1 - b.Val1, 2) + Math.Pow(a.Val2 - b.Val2, 2));

    private static Scalar Mix(Scalar a, Scalar b, double share) => new(
        a.Val0 + (share * (b.Val0 - a.Val0)), a.Val1 + (share * (b.Val1 - a.Val1)), a.Val2 + (share * (b.Val2 - a.Val2)));
}
