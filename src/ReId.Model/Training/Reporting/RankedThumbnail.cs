using OpenCvSharp;

namespace ReId.Model.Training.Reporting;

/// <summary>Pictures as small as they are shown, so that a report with a hundred of them stays small.</summary>
internal static class RankedThumbnail
{
    private const int Quality = 82;

    /// <summary>A picture file as a small JPEG; empty where it cannot be read.</summary>
    public static byte[] Of(string path, int height)
    {
        using var picture = Cv2.ImRead(path, ImreadModes.Color);
        if (picture.Empty())
        {
            return [];
        }

        var scale = Math.Min(1, Math.Min((double)height / picture.Rows, (double)height / picture.Cols));
        using var small = new Mat();
        var size = new Size(Math.Max(1, (int)Math.Round(picture.Cols * scale)), Math.Max(1, (int)Math.Round(picture.Rows * scale)));
        Cv2.Resize(picture, small, size, 0, 0, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
        Cv2.ImEncode(".jpg", small, out var jpeg, [(int)ImwriteFlags.JpegQuality, Quality]);
        return jpeg;
    }
}
