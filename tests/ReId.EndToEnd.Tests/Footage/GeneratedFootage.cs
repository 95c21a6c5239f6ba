using OpenCvSharp;

namespace ReId.EndToEnd.Tests.Footage;

/// <summary>Small pictures and videos that tests make themselves.</summary>
internal static class GeneratedFootage
{
    /// <summary>A figure of two colours on grey, as a JPEG or PNG by the file's ending.</summary>
    public static void Picture(string path, int seed, int width = 64, int height = 128)
    {
        using var image = Draw(seed, width, height, x: width / 4);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Assert.True(Cv2.ImWrite(path, image));
    }

    /// <summary>A short video of the figure walking to the right.</summary>
    public static void Video(string path, int frames, int seed = 1)
    {
        using var writer = new VideoWriter(path, FourCC.MJPG, 10, new Size(320, 240), true);
        Assert.True(writer.IsOpened());
        for (var i = 0; i < frames; i++)
        {
            using var frame = Draw(seed, 320, 240, x: i % 200);
            writer.Write(frame);
        }
    }

    /// <summary>Pictures of <paramref name="people"/> figures, <paramref name="each"/> of each, named by figure.</summary>
    public static void Folder(string path, int people, int each)
    {
        for (var person = 0; person < people; person++)
        {
            for (var i = 0; i < each; i++)
            {
                Picture(Path.Combine(path, $"{person:00}_{i:00}.png"), person, 64 + i, 128 + i);
            }
        }
    }

    private static Mat Draw(int seed, int width, int height, int x)
    {
        var random = new Random(seed);
        var image = new Mat(height, width, MatType.CV_8UC3, new Scalar(128, 128, 128));
        var body = new Rect(x, height / 8, Math.Min(width / 2, width - x), height / 2);
        var legs = new Rect(x, body.Y + body.Height, body.Width, height / 4);
        Cv2.Rectangle(image, body, Colour(random), -1);
        Cv2.Rectangle(image, legs, Colour(random), -1);
        return image;
    }

    private static Scalar Colour(Random random) => new(random.Next(256), random.Next(256), random.Next(256));
}
