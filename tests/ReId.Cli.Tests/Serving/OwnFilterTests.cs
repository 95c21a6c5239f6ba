using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Serving;

/// <summary>Searches by stored crops that leave out what shows the same person for certain, or the same place.</summary>
public class OwnFilterTests : ServiceTest
{
    private static readonly string[] s_cameras = ["gate", "yard", "roof"];

    [Fact]
    public async Task Own_tracklets_and_own_cameras_are_left_out_where_that_is_asked_for()
    {
        await using var server = await StartAsync();
        var crops = await TrackletsAsync(server);
        Guid first = crops["gate 0 0"], second = crops["yard 1 0"];

        // 1. Of one crop: always itself, and what is asked for.
        await LacksAsync(new { cropId = first, k = 100 }, "gate 0 0");
        await LacksAsync(new { cropId = first, k = 100, excludeOwnTracklet = false, excludeOwnCamera = false }, "gate 0 0");
        await LacksAsync(new { cropId = first, k = 100, excludeOwnTracklet = true }, "gate 0 0", "gate 0 1");
        await LacksAsync(new { cropId = first, k = 100, excludeOwnCamera = true }, [.. crops.Keys.Where(crop => crop.StartsWith("gate", StringComparison.Ordinal))]);

        // 2. Of several: of each of them.
        Guid[] both = [first, second];
        await LacksAsync(new { cropIds = both, k = 100, excludeOwnTracklet = true }, "gate 0 0", "gate 0 1", "yard 1 0", "yard 1 1");
        await LacksAsync(
            new { cropIds = both, fusion = "max", k = 100, excludeOwnTracklet = true }, "gate 0 0", "gate 0 1", "yard 1 0", "yard 1 1");
        await LacksAsync(new { cropIds = both, k = 100, excludeOwnCamera = true }, [.. crops.Keys.Where(crop => !crop.StartsWith("roof", StringComparison.Ordinal))]);

        // 3. Beside other filters.
        string[] mine = ["gate"], roof = ["roof"];
        await LacksAsync(
            new { cropId = first, k = 100, excludeOwnCamera = true, excludeCameras = roof },
            [.. crops.Keys.Where(crop => !crop.StartsWith("yard", StringComparison.Ordinal))]);
        await LacksAsync(
            new { cropId = first, k = 100, excludeOwnTracklet = true, cameras = mine },
            [.. crops.Keys.Where(crop => !crop.StartsWith("gate 1", StringComparison.Ordinal))]);
        await LacksAsync(new { cropId = first, k = 100, excludeOwnCamera = true, cameras = mine }, [.. crops.Keys]);

        async Task LacksAsync(object query, params string[] missing) => Assert.Equal(
            crops.Keys.Except(missing).Order(StringComparer.Ordinal),
            TestServer.CropsOf(await server.SearchAsync(query)).Select(id => crops.Single(crop => crop.Value == id).Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_go_on_without_them()
    {
        await using var server = await StartAsync();
        var crops = await TrackletsAsync(server);
        var seen = new List<Guid>();
        for (object? body = new { cropId = crops["gate 0 0"], k = 3, excludeOwnTracklet = true }; body is not null;)
        {
            var page = await server.SearchAsync(body);
            seen.AddRange(TestServer.CropsOf(page));
            body = page.GetProperty("next").GetString() is { } cursor ? new { cursor } : null;
        }

        Assert.Equal(crops.Where(crop => !crop.Key.StartsWith("gate 0", StringComparison.Ordinal)).Select(crop => crop.Value).Order(), seen.Order());
    }

    [Fact]
    public async Task A_form_has_no_crop_whose_own_could_be_meant()
    {
        await using var server = await StartAsync();
        using var form = TestServer.Form(Pictures.Person(Pictures.Red, Pictures.Grey), ("excludeOwnTracklet", "true"));

        var problem = await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token), 400);

        Assert.Contains("'excludeOwnTracklet' is unknown here", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Three cameras, two tracklets each, of two crops; by camera, tracklet and number.</summary>
    private static async Task<Dictionary<string, Guid>> TrackletsAsync(TestServer server)
    {
        var crops = new Dictionary<string, Guid>();
        foreach (var (camera, i) in s_cameras.Select((camera, i) => (camera, i)))
        {
            for (var tracklet = 0; tracklet < 2; tracklet++)
            {
                var id = Guid.CreateVersion7().ToString();
                for (var number = 0; number < 2; number++)
                {
                    var picture = Pictures.Person(new OpenCvSharp.Scalar(40 * i, 80 * tracklet, 100 + (60 * number)), Pictures.Grey);
                    crops[$"{camera} {tracklet} {number}"] = await server.EnrolAsync(picture, camera, ("trackletId", id));
                }
            }
        }

        return crops;
    }
}
