using OpenCvSharp;

namespace ReId.Model.Tests.Support;

/// <summary>Encoded pictures made on the spot.</summary>
internal static class Pictures
{
    /// <summary>One colour all over.</summary>
    public static byte[] Plain(int red, int green, int blue, string ending = ".png", int height = 128, int width = 64)
    {
        using var mat = new Mat(height, width, MatType.CV_8UC3, new Scalar(blue, green, red));
        return mat.ImEncode(ending);
    }

    /// <summary>Trousers of one colour under a jacket of another, before grey.</summary>
    public static byte[] Person(Scalar jacket, Scalar trousers, string ending = ".png")
    {
        using var mat = new Mat(128, 64, MatType.CV_8UC3, new Scalar(120, 120, 120));
        using (var upper = new Mat(mat, new Rect(16, 24, 32, 44)))
        using (var lower = new Mat(mat, new Rect(16, 68, 32, 56)))
        {
            upper.SetTo(jacket);
            lower.SetTo(trousers);
        }

        return mat.ImEncode(ending);
    }

    /// <summary>Left half black, right half white.</summary>
    public static byte[] LeftBlackRightWhite(string ending)
    {
        using var mat = new Mat(64, 64, MatType.CV_8UC3, new Scalar(0, 0, 0));
        using (var right = new Mat(mat, new Rect(32, 0, 32, 64)))
        {
            right.SetTo(new Scalar(255, 255, 255));
        }

        return mat.ImEncode(ending);
    }
}
