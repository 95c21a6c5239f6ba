using ReId.Contracts.Messages;

namespace ReId.Contracts.Tests.Messages;

/// <summary>One message of every kind, with fixed values.</summary>
internal static class Samples
{
    public static readonly CropCaptured Captured = new()
    {
        CropId = Guid.Parse("0190a5b0-0000-7000-8000-000000000001"),
        Camera = "door",
        TrackletId = Guid.Parse("0190a5b0-0000-7000-8000-000000000002"),
        CapturedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        Box = new PixelBox(10, 20, 64, 128),
        Quality = 0.75f,
        Image = new CropImage { Data = [1, 2, 3], Width = 64, Height = 128 },
    };

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["crop-captured"] = Captured,
        ["crop-captured-blob"] = Captured with
        {
            Image = new CropImage { BlobKey = "crops/01/a.jpg", Width = 64, Height = 128 },
        },
        ["crop-embedded"] = new CropEmbedded { Crop = Captured, Vector = VectorPayload.Pack("colour-1", [1, -0.5f]) },
        ["crop-rejected"] = new CropRejected
        {
            CropId = Captured.CropId,
            Camera = "door",
            Reason = "its picture is cut off",
        },
        ["crop-indexed"] = new CropIndexed
        {
            CropId = Captured.CropId,
            TrackletId = Captured.TrackletId,
            Camera = "door",
            CapturedAt = Captured.CapturedAt,
            ModelId = "colour-1",
        },
    };
}
