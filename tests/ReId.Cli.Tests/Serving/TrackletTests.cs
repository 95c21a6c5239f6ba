using System.Text.Json;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>Tracklets over HTTP: what they hold, in which order, and in pages.</summary>
public class TrackletTests : ServiceTest
{
    [Fact]
    public async Task A_list_shows_each_tracklet_with_its_span_and_its_best_crop_the_newest_first()
    {
        await using var server = await StartAsync();
        var (morning, noon) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Guid[] crops =
        [
            await EnrolAsync(server, "gate", morning, "08:00:05", 0.4),
            await EnrolAsync(server, "gate", morning, "08:00:01", 0.9),
            await EnrolAsync(server, "gate", morning, "08:00:09", 0.2),
            await EnrolAsync(server, "yard", noon, "12:00:00", 0.5),
        ];

        var items = await ItemsAsync(server, "");
        Assert.Equal([noon, morning], items.Select(Id));
        var shown = items[1];
        Assert.Equal("gate", shown.GetProperty("camera").GetString());
        Assert.Equal((At("08:00:01"), At("08:00:09")), (shown.GetProperty("from").GetDateTimeOffset(), shown.GetProperty("to").GetDateTimeOffset()));
        Assert.Equal(3, shown.GetProperty("crops").GetInt32());
        Assert.Equal(crops[1], shown.GetProperty("bestCrop").GetProperty("cropId").GetGuid());

        Assert.Equal([morning], (await ItemsAsync(server, "?camera=gate")).Select(Id));
        Assert.Equal([noon], (await ItemsAsync(server, "?from=2026-05-01T09:00:00Z")).Select(Id));
        Assert.Equal([morning], (await ItemsAsync(server, "?to=2026-05-01T12:00:00Z")).Select(Id));
        Assert.Empty(await ItemsAsync(server, "?camera=roof"));
    }

    [Fact]
    public async Task One_is_shown_with_its_crops_oldest_first_and_without_those_that_are_gone()
    {
        await using var server = await StartAsync();
        var (tracklet, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var late = await EnrolAsync(server, "gate", tracklet, "08:00:05", 0.4);
        var early = await EnrolAsync(server, "gate", tracklet, "08:00:01", 0.9);
        await EnrolAsync(server, "gate", other, "08:00:03", 0.5);

        var shown = await TestServer.JsonAsync(await server.Viewer.GetAsync($"/v1/tracklets/{tracklet}", Token));
        Assert.Equal(tracklet, Id(shown));
        Assert.Equal("gate", shown.GetProperty("camera").GetString());
        Assert.Equal((At("08:00:01"), At("08:00:05")), (shown.GetProperty("from").GetDateTimeOffset(), shown.GetProperty("to").GetDateTimeOffset()));
        var crops = shown.GetProperty("crops").EnumerateArray().ToList();
        Assert.Equal([early, late], crops.Select(crop => crop.GetProperty("cropId").GetGuid()));
        Assert.All(crops, crop => Assert.Equal(tracklet, Id(crop)));
        var picture = await server.Viewer.GetByteArrayAsync(crops[0].GetProperty("imageUrl").GetString(), Token);
        Assert.Equal(s_picture, picture);

        await server.Operator.DeleteAsync($"/v1/crops/{early}", Token);
        shown = await TestServer.JsonAsync(await server.Viewer.GetAsync($"/v1/tracklets/{tracklet}", Token));
        Assert.Equal(late, Assert.Single(shown.GetProperty("crops").EnumerateArray()).GetProperty("cropId").GetGuid());
        Assert.Equal(At("08:00:05"), shown.GetProperty("from").GetDateTimeOffset());

        await server.Operator.DeleteAsync($"/v1/crops/{late}", Token);
        var gone = await TestServer.JsonAsync(await server.Viewer.GetAsync($"/v1/tracklets/{tracklet}", Token), 404);
        Assert.Equal($"There is no tracklet {tracklet}.", gone.GetProperty("detail").GetString());
        Assert.Equal([other], (await ItemsAsync(server, "")).Select(Id));
    }

    [Fact]
    public async Task Pages_give_every_tracklet_once_also_where_several_end_at_the_same_moment()
    {
        await using var server = await StartAsync();
        var tracklets = new List<Guid>();
        for (var i = 0; i < 9; i++)
        {
            tracklets.Add(Guid.NewGuid());
            await EnrolAsync(server, "gate", tracklets[i], $"08:00:0{i / 4}", 0.5);
        }

        var seen = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await TestServer.JsonAsync(await server.Viewer.GetAsync($"/v1/tracklets?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}", Token));
            var items = page.GetProperty("items").EnumerateArray().ToList();
            Assert.InRange(items.Count, 1, 2);
            seen.AddRange(items);
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(tracklets.Order(), seen.Select(Id).Order());
        var ends = seen.Select(tracklet => tracklet.GetProperty("to").GetDateTimeOffset()).ToList();
        Assert.Equal(ends.OrderDescending(), ends);
    }

    private static readonly byte[] s_picture = Pictures.Person(Pictures.Red, Pictures.Grey);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-05-01T{time}Z", System.Globalization.CultureInfo.InvariantCulture);

    private static Guid Id(JsonElement of) => of.GetProperty("trackletId").GetGuid();

    private static async Task<List<JsonElement>> ItemsAsync(TestServer server, string query) =>
        [.. (await TestServer.JsonAsync(await server.Viewer.GetAsync($"/v1/tracklets{query}", Token))).GetProperty("items").EnumerateArray()];

    private static Task<Guid> EnrolAsync(TestServer server, string camera, Guid tracklet, string time, double quality) => server.EnrolAsync(
        s_picture, camera, ("trackletId", tracklet.ToString()), ("capturedAt", $"2026-05-01T{time}Z"), ("quality", JsonSerializer.Serialize(quality)));
}
