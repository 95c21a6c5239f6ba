using OpenCvSharp;
using ReId.Ingest.Sources;

namespace ReId.Ingest.Tests.Support;

/// <summary>Frames that no source read.</summary>
internal static class Frames
{
    /// <summary>A frame that owns the picture.</summary>
    public static Frame Of(Mat image, long number = 0, string camera = "cam") =>
        new(camera, number, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddSeconds(number / 10.0), image);
}

/// <summary>What a source gave, without the pixels.</summary>
internal readonly record struct FrameFacts(long Number, DateTimeOffset Timestamp, int Value, string Camera)
{
    public static async Task<List<FrameFacts>> ReadAllAsync(IFrameSource source)
    {
        var facts = new List<FrameFacts>();
        await foreach (var frame in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                facts.Add(new(frame.Number, frame.Timestamp, frame.Image.Get<byte>(0, 0), frame.Camera));
            }
        }

        return facts;
    }
}
