using OpenCvSharp;

namespace ReId.EndToEnd.Tests.Training;

/// <summary>A CSV data set that a network learns in seconds: an identity is two colours, cameras have their background, and the light differs more than people do.</summary>
internal static class LitPeople
{
    /// <summary>Writes pictures and list; every picture is there to train with, a query and in the gallery.</summary>
    /// <param name="folder">Where the pictures go.</param>
    /// <param name="people">Identities.</param>
    /// <param name="each">Pictures of each, by two cameras in turn.</param>
    /// <returns>The CSV file.</returns>
    public static string Write(string folder, int people, int each)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(4);
        var rows = new List<string> { "path,identity,camera,split,is_query,is_gallery" };
        for (var person = 0; person < people; person++)
        {
            var (top, legs) = (Colour(random), Colour(random));
            for (var i = 0; i < each; i++)
            {
                var light = 0.6 + (0.4 * random.NextDouble());
                var name = FormattableString.Invariant($"{person:00}_{i:00}.png");
                using var picture = new Mat(64, 32, MatType.CV_8UC3, Lit(Scalar.All(90 + (60 * (i % 2))), light));
                Cv2.Rectangle(picture, new Rect(8, 8, 16, 24), Lit(top, light), -1);
                Cv2.Rectangle(picture, new Rect(10, 32, 12, 26), Lit(legs, light), -1);
                Assert.True(Cv2.ImWrite(Path.Combine(folder, name), picture));
                rows.Add(FormattableString.Invariant($"{name},p{person},c{i % 2},train,1,1"));
            }
        }

        var list = Path.Combine(folder, "set.csv");
        File.WriteAllLines(list, rows);
        return list;
    }

    private static Scalar Colour(Random random) => new(random.Next(20, 256), random.Next(20, 256), random.Next(20, 256));

    private static Scalar Lit(Scalar colour, double light) => new(colour.Val0 * light, colour.Val1 * light, colour.Val2 * light);
}
