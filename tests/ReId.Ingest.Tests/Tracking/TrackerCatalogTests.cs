using Microsoft.Extensions.DependencyInjection;
using ReId.Contracts;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking;

public class TrackerCatalogTests
{
    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        using var services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();

        var error = Assert.Throws<ReIdException>(() => services.GetRequiredService<TrackerCatalog>().Create("sort", default));

        Assert.Equal("There is no tracker 'sort': choose one of bytetrack, iou.", error.Message);
    }

    [Fact]
    public void One_line_adds_a_tracker_and_a_later_line_replaces_it()
    {
        var mine = new SeparateTracker();
        using var services = new ServiceCollection()
            .AddReIdIngest()
            .AddTracker("mine", _ => throw new InvalidOperationException("replaced"))
            .AddTracker("mine", _ => mine)
            .BuildServiceProvider();

        Assert.Same(mine, services.GetRequiredService<TrackerCatalog>().Create("MINE", default));
    }
}
