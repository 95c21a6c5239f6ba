using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking;

public class IouTrackerTests : TrackerContract
{
    protected override string Name => "iou";

    protected override (double IdentityF1, double Purity) Floor => (0.8, 0.98);

    [Fact]
    public void Steps_wider_than_the_overlap_are_followed_by_the_widened_boxes()
    {
        // 30 of 40 pixels a step leave an overlap of 1/7, below 0.3; afterwards the velocity is known.
        Assert.Single(Walk(new TrackerOptions()));
        Assert.NotEqual(1, Walk(new TrackerOptions { Buffer = 0 }).Count);

        HashSet<Guid> Walk(TrackerOptions options)
        {
            var tracker = Create(options);
            return [.. Enumerable.Range(0, 6).SelectMany(i => tracker.Update(At(i), [Box(30 * i)]).Tracklets.Select(t => t!.Value.Id))];
        }
    }
}
