using ReId.Ingest.Sources;

namespace ReId.Ingest.Tests.Support;

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
