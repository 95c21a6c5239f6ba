using ReId.Contracts;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking;

public class TrackerOptionsTests
{
    [Theory]
    [MemberData(nameof(Impossible))]
    public void Impossible_options_are_one_sentence(TrackerOptions options, string name) =>
        Assert.Contains(name, Assert.Throws<ReIdException>(options.Validate).Message);

    public static TheoryData<TrackerOptions, string> Impossible => new()
    {
        { new() { MinIou = 0 }, nameof(TrackerOptions.MinIou) },
        { new() { Buffer = -1 }, nameof(TrackerOptions.Buffer) },
        { new() { MaxColorDifference = 0 }, nameof(TrackerOptions.MaxColorDifference) },
        { new() { MaxAge = TimeSpan.Zero }, nameof(TrackerOptions.MaxAge) },
        { new() { MinHits = 0 }, nameof(TrackerOptions.MinHits) },
    };
}
