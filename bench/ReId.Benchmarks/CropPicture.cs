using OpenCvSharp;
using ReId.Model.Embedding;

namespace ReId.Benchmarks;

/// <summary>A person cut out of 1080p footage, as far as decoders care: some 6 kB of JPEG.</summary>
internal static class CropPicture
{
    public const int Height = 300;
    public const int Width = 120;

    /// <summary>Soft shapes with a little noise: as long to decode as a photograph.</summary>
    /// <param name="seed">Of its colours and noise.</param>
    public static byte[] Jpeg(int seed)
    {
        var random = new Random(seed);
        using var picture = new Mat(Height, Width, MatType.CV_8UC3);
        unsafe
        {
            var pixels = new Span<byte>((void*)picture.Data, Height * Width * PixelBatch.Channels);
            var (a, b, c) = (random.Next(256), random.Next(256), random.Next(5, 20));
            for (var i = 0; i < pixels.Length; i++)
            {
                var (row, column) = (i / (Width * PixelBatch.Channels), i / PixelBatch.Channels % Width);
                var body = Math.Abs(column - (Width / 2)) < 30 && row > 30 ? a : b;
                pixels[i] = (byte)Math.Clamp(body + (20 * Math.Sin(row / (double)c)) + random.Next(-2, 3), 0, 255);
            }
        }

        return picture.ImEncode(".jpg");
    }
}
