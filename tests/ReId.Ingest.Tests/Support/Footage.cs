using OpenCvSharp;

namespace ReId.Ingest.Tests.Support;

/// <summary>Small footage whose content is known.</summary>
internal static class Footage
{
    /// <summary>A video whose frame i is grey of value brighter·i.</summary>
    public static string Video(string path, int frames, double fps, int width = 64, int height = 48, int brighter = 2)
    {
        using var writer = new VideoWriter(path, FourCC.MJPG, fps, new Size(width, height));
        Assert.True(writer.IsOpened());
        for (var i = 0; i < frames; i++)
        {
            using var frame = new Mat(height, width, MatType.CV_8UC3, Scalar.All(brighter * i));
            writer.Write(frame);
        }

        writer.Release();
        return path;
    }

    /// <summary>An image of one colour.</summary>
    public static string Image(string path, int width = 32, int height = 64, Scalar? color = null)
    {
        using var image = new Mat(height, width, MatType.CV_8UC3, color ?? Scalar.All(100));
        Assert.True(Cv2.ImWrite(path, image));
        return path;
    }
}
