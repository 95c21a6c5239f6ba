using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index;

namespace ReId.Cli.Tests.Demo;

/// <summary>Stored crops whose ids are easy to tell in a failure.</summary>
internal static class Crops
{
    public static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static Guid Tracklet(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 2);

    public static GalleryCrop Crop(int number, int tracklet, float quality = 0.5f) => new()
    {
        CropId = Id(number),
        TrackletId = Tracklet(tracklet),
        Camera = "gate",
        CapturedAt = new DateTimeOffset(2026, 5, 1, 8, 0, number, TimeSpan.Zero),
        Box = new PixelBox(0, 0, 64, 128),
        Quality = quality,
        Width = 64,
        Height = 128,
        BlobKey = $"crops/{number}",
    };

    public static GalleryEntry Entry(GalleryCrop crop, string model, float[] vector) => new()
    {
        Crop = new CropCaptured
        {
            CropId = crop.CropId,
            Camera = crop.Camera,
            TrackletId = crop.TrackletId,
            CapturedAt = crop.CapturedAt,
            Box = crop.Box,
            Quality = crop.Quality,
            Image = new CropImage { Data = [0xFF, 0xD8], Width = crop.Width, Height = crop.Height },
        },
        ModelId = model,
        Vector = vector,
    };
}
