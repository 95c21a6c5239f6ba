using OpenCvSharp;

namespace ReId.Synthesis.Crops;

/// <summary>A picture of crops in rows and columns: a row for each person, a column for each camera.</summary>
public static class PeopleSheet
{
    private const int Gap = 4;

    /// <summary>The sheet as the bytes of a PNG file.</summary>
    /// <param name="set">The crops; each camera's first picture of a person is shown.</param>
    /// <param name="height">Of a crop, pixels.</param>
    /// <param name="width">Of a crop, pixels.</param>
    public static byte[] Png(CropSet set, int height = 256, int width = 128)
    {
        var columns = Math.Min(set.Cameras, set.CamerasPerIdentity) * set.ImagesPerCamera;
        using var sheet = new Mat(((height + Gap) * set.Identities) + Gap, ((width + Gap) * columns) + Gap, MatType.CV_8UC3, new Scalar(255, 255, 255));
        var renderer = new CropRenderer(set.Seed, height, width);
        foreach (var (at, file) in set.Files().Index())
        {
            using var crop = Cv2.ImDecode(renderer.Jpeg(file.Identity, file.Camera, file.Number), ImreadModes.Color);
            using var part = new Mat(sheet, new Rect(Gap + (at % columns * (width + Gap)), Gap + (at / columns * (height + Gap)), width, height));
            crop.CopyTo(part);
        }

        Cv2.ImEncode(".png", sheet, out var bytes);
        return bytes;
    }
}
