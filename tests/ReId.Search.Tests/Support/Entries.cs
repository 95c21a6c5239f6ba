using OpenCvSharp;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index;

namespace ReId.Search.Tests.Support;

/// <summary>Gallery entries whose ids are easy to tell in a failure.</summary>
internal static class Entries
{
    public const string Model = "model-a";

    private static readonly DateTimeOffset s_start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    public static Guid Crop(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static Guid Tracklet(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 2);

    public static GalleryEntry Entry(
        int crop, float[] vector, int tracklet = 0, string camera = "north", string model = Model, byte[]? picture = null) => new()
        {
            Crop = new CropCaptured
            {
                CropId = Crop(crop),
                Camera = camera,
                TrackletId = Tracklet(tracklet),
                CapturedAt = s_start.AddMinutes(crop),
                Box = new PixelBox(0, 0, 64, 128),
                Quality = 0.5f,
                Image = new CropImage { Data = picture ?? [0xFF, 0xD8], Width = 64, Height = 128 },
            },
            ModelId = model,
            Vector = vector,
        };

    /// <summary>A person in plain clothes: upper and lower half of one colour each (blue, green, red).</summary>
    public static byte[] Person(Scalar top, Scalar trousers, int width = 64, int height = 128)
    {
        using var image = new Mat(height, width, MatType.CV_8UC3, trousers);
        Cv2.Rectangle(image, new Rect(0, 0, width, height / 2), top, -1);
        Assert.True(Cv2.ImEncode(".png", image, out var png));
        return png;
    }
}
