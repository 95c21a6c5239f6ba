using OpenCvSharp;

namespace ReId.Ingest.Publishing;

/// <summary>
/// Encodes a picture again until it fits: coarser first, then with half the sides. A crop that needs it is far larger
/// than what any model looks at.
/// </summary>
internal static class SmallerPicture
{
    private static readonly int[] s_qualities = [90, 80];

    /// <summary>The picture as a JPEG of at most <paramref name="limit"/> bytes, with its size in pixels.</summary>
    public static (byte[] Jpeg, int Width, int Height) Below(int limit, byte[] jpeg)
    {
        var image = Cv2.ImDecode(jpeg, ImreadModes.Color);
        try
        {
            while (true)
            {
                foreach (var quality in s_qualities)
                {
                    var smaller = image.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
                    if (smaller.Length <= limit)
                    {
                        return (smaller, image.Width, image.Height);
                    }
                }

                var half = image.Resize(new Size(Math.Max(1, image.Width / 2), Math.Max(1, image.Height / 2)), 0, 0, InterpolationFlags.Area);
                image.Dispose();
                image = half;
            }
        }
        finally
        {
            image.Dispose();
        }
    }
}
