using OpenCvSharp;
using ReId.Model.Datasets;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>A data set that a network learns in seconds: an identity is a pair of colours, cameras change the light.</summary>
internal static class ColouredPeople
{
    /// <param name="folder">Where the pictures go.</param>
    /// <param name="identities">People.</param>
    /// <param name="images">Pictures of each.</param>
    /// <param name="cameras">Cameras, in turn.</param>
    /// <param name="spread">By how much colours may differ, at most 180; with a low value people are alike.</param>
    public static DataSet Make(TemporaryFolder folder, int identities = 6, int images = 4, int cameras = 2, int spread = 180)
    {
        var random = new Random(4);
        var pictures = new List<DataSetImage>();
        for (var identity = 0; identity < identities; identity++)
        {
            var (top, bottom) = (Colour(random, spread), Colour(random, spread));
            for (var i = 0; i < images; i++)
            {
                var path = folder.File(FormattableString.Invariant($"{identity:0000}_c{i % cameras}_{i}.png"));
                var light = 0.8 + (0.1 * i);
                using var picture = new Mat(64, 32, MatType.CV_8UC3, new Scalar(100 * light, 100 * light, 100 * light));
                Cv2.Rectangle(picture, new Rect(6, 8, 20, 24), Lit(top, light), -1);
                Cv2.Rectangle(picture, new Rect(8, 32, 16, 28), Lit(bottom, light), -1);
                File.WriteAllBytes(path, picture.ImEncode(".png"));
                pictures.Add(new DataSetImage(path, FormattableString.Invariant($"p{identity}"), FormattableString.Invariant($"c{i % cameras}")));
            }
        }

        return new DataSet { Name = "coloured people", HasCameras = true, Train = pictures, Query = pictures, Gallery = pictures };
    }

    private static Scalar Colour(Random random, int spread) => new(random.Next(20, 20 + spread), random.Next(20, 20 + spread), random.Next(20, 20 + spread));

    private static Scalar Lit(Scalar colour, double light) => new(colour.Val0 * light, colour.Val1 * light, colour.Val2 * light);
}
