using OpenCvSharp;

namespace ReId.Cli.Tests.Support;

/// <summary>Generated pictures of people: an upper and a lower half of one colour each (blue, green, red).</summary>
internal static class Pictures
{
    public static readonly Scalar Red = new(30, 30, 200);
    public static readonly Scalar Green = new(30, 180, 30);
    public static readonly Scalar Blue = new(200, 60, 30);
    public static readonly Scalar Grey = new(120, 120, 120);

    public static byte[] Person(Scalar top, Scalar trousers, int width = 64, int height = 128)
    {
        using var image = new Mat(height, width, MatType.CV_8UC3, trousers);
        Cv2.Rectangle(image, new Rect(0, 0, width, height / 2), top, -1);
        Assert.True(Cv2.ImEncode(".png", image, out var png));
        return png;
    }

    public static byte[] Plain(Scalar colour, int width, int height) => Person(colour, colour, width, height);

    /// <summary>A folder of people, named and captured in the order given, a minute apart.</summary>
    public static string Folder(string path, DateTime firstUtc, params (Scalar Top, Scalar Trousers)[] people)
    {
        Directory.CreateDirectory(path);
        for (var i = 0; i < people.Length; i++)
        {
            var file = Path.Combine(path, $"{i:000}.png");
            File.WriteAllBytes(file, Person(people[i].Top, people[i].Trousers));
            File.SetLastWriteTimeUtc(file, firstUtc.AddMinutes(i));
        }

        return path;
    }
}
