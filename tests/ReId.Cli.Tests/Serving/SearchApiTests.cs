using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>Crops over HTTP: enrolled, searched for in every way, deleted, and noted.</summary>
public class SearchApiTests : ServiceTest
{
    [Fact]
    public async Task A_picture_finds_itself_first_until_it_is_deleted()
    {
        await using var server = await StartAsync();
        var red = Pictures.Person(Pictures.Red, Pictures.Grey);
        var crop = await server.EnrolAsync(red, "gate");
        await server.EnrolAsync(Pictures.Person(Pictures.Blue, Pictures.Grey), "yard");

        using var form = TestServer.Form(red, ("k", "2"));
        var found = await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token));
        Assert.Equal(crop, TestServer.CropsOf(found)[0]);
        Assert.Equal(2, TestServer.CropsOf(found).Length);
        var first = found.GetProperty("items")[0];
        Assert.InRange(first.GetProperty("score").GetDouble(), 0.999, 1.001);
        Assert.Equal(JsonValueKind.Null, first.GetProperty("probability").ValueKind);
        Assert.Equal("gate", first.GetProperty("crop").GetProperty("camera").GetString());

        var shown = await TestServer.JsonAsync(await server.Viewer.GetAsync($"/v1/crops/{crop}", Token));
        Assert.Equal(["colour-1"], shown.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
        Assert.False(first.GetProperty("crop").TryGetProperty("models", out _));

        var picture = await server.Viewer.GetByteArrayAsync(first.GetProperty("crop").GetProperty("imageUrl").GetString(), Token);
        Assert.Equal(red, picture);
        var thumbnail = await server.Viewer.GetByteArrayAsync(first.GetProperty("crop").GetProperty("thumbnailUrl").GetString(), Token);
        Assert.Equal([0xFF, 0xD8], thumbnail[..2]);

        Assert.Equal(HttpStatusCode.NoContent, (await server.Operator.DeleteAsync($"/v1/crops/{crop}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Operator.DeleteAsync($"/v1/crops/{crop}", Token)).StatusCode);
        using var again = TestServer.Form(red);
        Assert.DoesNotContain(crop, TestServer.CropsOf(await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", again, Token))));
    }

    [Fact]
    public async Task Pages_give_every_crop_once_and_rank_on()
    {
        await using var server = await StartAsync();
        var probe = await server.EnrolAsync(Person(0), "gate");
        for (var i = 1; i <= 7; i++)
        {
            await server.EnrolAsync(Person(i), i % 2 == 0 ? "gate" : "yard");
        }

        var seen = new List<Guid>();
        var ranks = new List<int>();
        object body = new { cropId = probe, k = 3 };
        string? cursor;
        do
        {
            var page = await server.SearchAsync(body);
            seen.AddRange(TestServer.CropsOf(page));
            ranks.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("rank").GetInt32()));
            cursor = page.GetProperty("next").GetString();
            body = new { cursor };
        }
        while (cursor is not null);
        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 7), ranks);
        Assert.DoesNotContain(probe, seen);

        var own = await server.SearchAsync(new { cropId = probe, k = 10, excludeOwnCamera = true });
        Assert.Equal(4, TestServer.CropsOf(own).Length);
        var grouped = await server.SearchAsync(new { cropId = probe, k = 10, groupBy = "camera" });
        Assert.Equal(2, TestServer.CropsOf(grouped).Length);
        var reranked = await server.SearchAsync(new { cropId = probe, k = 10, rerank = true });
        Assert.Equal(seen.Order(), TestServer.CropsOf(reranked).Order());
    }

    [Fact]
    public async Task Filters_leave_out_what_does_not_pass()
    {
        await using var server = await StartAsync();
        var probe = await server.EnrolAsync(Person(0), "gate", ("capturedAt", "2026-05-01T08:00:00Z"));
        var tracklet = Guid.NewGuid().ToString();
        Guid[] crops =
        [
            await server.EnrolAsync(Person(1), "gate", ("capturedAt", "2026-05-01T09:00:00Z"), ("quality", "0.9"), ("trackletId", tracklet)),
            await server.EnrolAsync(Person(2), "gate", ("capturedAt", "2026-05-01T10:00:00.123456Z"), ("quality", "0.2"), ("trackletId", tracklet)),
            await server.EnrolAsync(Person(3), "yard", ("capturedAt", "2026-05-01T11:00:00Z"), ("quality", "0.5")),
            await server.EnrolAsync(Person(4), "roof", ("capturedAt", "2026-05-01T12:00:00Z"), ("quality", "0.7")),
        ];

        await FindsAsync(new { cropId = probe, cameras = Names("gate", "yard") }, 0, 1, 2);
        await FindsAsync(new { cropId = probe, excludeCameras = Names("gate") }, 2, 3);
        await FindsAsync(new { cropId = probe, from = "2026-05-01T10:00:00.123456Z", to = "2026-05-01T12:00:00Z" }, 1, 2);
        await FindsAsync(new { cropId = probe, minQuality = 0.5 }, 0, 2, 3);
        await FindsAsync(new { cropId = probe, minQuality = 0.5, cameras = Names("gate"), exact = true }, 0);
        var all = await server.SearchAsync(new { cropId = probe });
        var second = all.GetProperty("items")[1].GetProperty("score").GetDouble();
        Assert.Equal(TestServer.CropsOf(all)[..2], TestServer.CropsOf(await server.SearchAsync(new { cropId = probe, minScore = second - 1e-6 })));

        // Of each group the best one.
        var grouped = TestServer.CropsOf(await server.SearchAsync(new { cropId = probe, groupBy = "tracklet" }));
        Assert.Equal(3, grouped.Length);
        Assert.Single(grouped, crop => crop == crops[0] || crop == crops[1]);

        async Task FindsAsync(object query, params int[] expected) => Assert.Equal(
            expected.Select(i => crops[i]).Order(), TestServer.CropsOf(await server.SearchAsync(query)).Order());
    }

    [Fact]
    public async Task Examples_are_fused_by_mean_or_by_the_best_of_each()
    {
        await using var server = await StartAsync();
        Guid[] crops = [await server.EnrolAsync(Person(1), "a"), await server.EnrolAsync(Person(9), "a"), await server.EnrolAsync(Person(2), "b"), await server.EnrolAsync(Person(8), "b")];
        var single = await server.SearchAsync(new { cropId = crops[0] });
        var other = await server.SearchAsync(new { cropId = crops[1] });
        var best = await server.SearchAsync(new { cropIds = crops[..2], fusion = "max" });
        var expected = crops[2..].Select(crop => Math.Max(ScoreOf(single, crop), ScoreOf(other, crop)));
        Assert.Equal(expected.Select(score => score.ToString("F4")).Order(), crops[2..].Select(crop => ScoreOf(best, crop).ToString("F4")).Order());
        Assert.Equal(2, TestServer.CropsOf(await server.SearchAsync(new { cropIds = crops[..2], fusion = "mean" })).Length);
    }

    [Fact]
    public async Task Two_crops_verify_as_alike_as_a_search_says()
    {
        await using var server = await StartAsync();
        Guid[] crops = [await server.EnrolAsync(Person(1), "a"), await server.EnrolAsync(Person(2), "a")];
        var searched = ScoreOf(await server.SearchAsync(new { cropId = crops[0] }), crops[1]);
        var verified = await TestServer.JsonAsync(await server.Viewer.PostAsJsonAsync("/v1/verify", new { cropId1 = crops[0], cropId2 = crops[1] }, Token));
        Assert.Equal(searched, verified.GetProperty("score").GetDouble(), 0.001);
    }

    [Fact]
    public async Task Every_search_and_change_is_in_the_audit_log()
    {
        await using var server = await StartAsync();
        var crop = await server.EnrolAsync(Person(1), "a");
        await server.SearchAsync(new { cropId = crop });
        await server.Operator.DeleteAsync($"/v1/crops/{crop}", Token);
        var page = await TestServer.JsonAsync(await server.Admin.GetAsync("/v1/audit?limit=2", Token));
        var items = page.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["crop.delete", "search"], items.Select(item => item.GetProperty("action").GetString()));
        Assert.Equal("Operator", items[0].GetProperty("actor").GetString());
        Assert.Equal(crop.ToString(), items[0].GetProperty("target").GetString());
        var rest = await TestServer.JsonAsync(await server.Admin.GetAsync($"/v1/audit?limit=2&cursor={page.GetProperty("next").GetString()}", Token));
        Assert.Equal("crop.enrol", Assert.Single(rest.GetProperty("items").EnumerateArray()).GetProperty("action").GetString());
    }

    private static string[] Names(params string[] names) => names;

    private static byte[] Person(int number) =>
        Pictures.Person(new OpenCvSharp.Scalar(25 * number, 255 - (25 * number), (number * 97) % 255), Pictures.Grey);

    private static double ScoreOf(JsonElement answer, Guid crop) => answer.GetProperty("items").EnumerateArray()
        .Single(item => item.GetProperty("crop").GetProperty("cropId").GetGuid() == crop).GetProperty("score").GetDouble();
}
