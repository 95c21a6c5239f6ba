using System.Net.Http.Json;
using System.Text.Json;
using OpenCvSharp;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>From the colour descriptor to a network and back, while searches go on.</summary>
public sealed class ModelChangeApiTests : IDisposable
{
    private const string File = "network.safetensors";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Searches_go_on_and_never_mix_two_models()
    {
        await using var server = await StartAsync();
        var crops = new List<Guid>();
        for (var i = 0; i < 40; i++)
        {
            crops.Add(await server.EnrolAsync(Person(i), "gate"));
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var searching = SearchAsync(server, crops, end.Token);
        var started = await PostAsync(server, "", 202, new { weights = File });
        var (old, next) = (started.GetProperty("served").GetString()!, started.GetProperty("next").GetProperty("modelId").GetString()!);
        await TestServer.JsonAsync(await server.Admin.PostAsJsonAsync("/v1/models/change", new { weights = "../x" }, Token), 400);
        var paused = await PostAsync(server, "/pause");
        Assert.True(paused.GetProperty("paused").GetBoolean());
        await PostAsync(server, "/resume");
        await UntilAsync(server, view => Missing(view, "next") == 0);

        // While it is built, searches use the old one; then all at once the new.
        Assert.Equal(old, await ServedAsync(server));
        var switched = await PostAsync(server, "/switch");
        Assert.Equal(next, switched.GetProperty("served").GetString());
        Assert.Equal(next, await ServedAsync(server));

        // What comes now gets both vectors, so that one can go back in one step.
        crops.Add(await server.EnrolAsync(Person(40), "gate"));
        await UntilAsync(server, view => Missing(view, "previous") == 0);
        var back = await PostAsync(server, "/back");
        Assert.Equal(old, back.GetProperty("served").GetString());
        Assert.Equal(old, await ServedAsync(server));
        Assert.Equal(next, (await PostAsync(server, "/back")).GetProperty("served").GetString());
        Assert.Equal(JsonValueKind.Null, (await PostAsync(server, "/finish")).GetProperty("previous").ValueKind);
        await PostAsync(server, "/finish", 409);
        await PostAsync(server, "/pause", 409);

        await end.CancelAsync();
        var seen = await searching;
        Assert.Superset(new HashSet<string> { old, next }, seen);
    }

    [Fact]
    public async Task A_switch_that_is_asked_for_early_comes_when_all_is_there()
    {
        await using var server = await StartAsync();
        for (var i = 0; i < 40; i++)
        {
            await server.EnrolAsync(Person(i), "gate");
        }

        var next = (await PostAsync(server, "", 202, new { weights = File })).GetProperty("next").GetProperty("modelId").GetString();
        await PostAsync(server, "/pause");
        using var asked = await server.Admin.PostAsync("/v1/models/change/switch", null, Token);
        Assert.True((int)asked.StatusCode is 200 or 202);
        await UntilAsync(server, view => view.GetProperty("served").GetString() == next);

        Assert.Equal(next, await ServedAsync(server));
    }

    [Fact]
    public async Task A_model_of_before_whose_file_is_gone_holds_nothing_up_and_is_never_gone_back_to()
    {
        await using var server = await StartAsync();
        await server.Server.Stores.ModelChange.UpdateAsync(
            state => state with { Previous = new ReId.Index.ModelChange.ModelFile("gone-1", _folder.File("gone.safetensors")) }, Token);
        await PostAsync(server, "/back", 422);
        await server.EnrolAsync(Person(0), "gate");
        await PostAsync(server, "/back", 409);

        await PostAsync(server, "", 202, new { weights = File });
        await UntilAsync(server, view => Missing(view, "next") == 0);

        Assert.Equal(1, Missing(await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/models/change", Token)), "previous"));
        Assert.Equal(JsonValueKind.Null, (await PostAsync(server, "/finish")).GetProperty("previous").ValueKind);
    }

    [Fact]
    public async Task A_file_that_is_no_model_or_not_in_the_folder_is_refused()
    {
        await using var server = await StartAsync();
        await System.IO.File.WriteAllTextAsync(_folder.File("bad.safetensors"), "no model", Token);

        foreach (var (weights, status) in new[] { ("bad.safetensors", 422), ("lost.safetensors", 404), ("/etc/passwd", 400), ("..", 400), ("", 400) })
        {
            await TestServer.JsonAsync(await server.Admin.PostAsJsonAsync("/v1/models/change", new { weights }, Token), status);
        }

        Assert.Equal(JsonValueKind.Null, (await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/models/change", Token))).GetProperty("next").ValueKind);
    }

    private Task<TestServer> StartAsync()
    {
        System.IO.File.Copy(Path.Combine(AppContext.BaseDirectory, "models", "osnet_ain_x0_25_synthetic.safetensors"), _folder.File(File));
        return TestServer.StartAsync(options => options with { ModelFolder = _folder.Path });
    }

    // Each answer names one model, and the crop that was asked for is first with the score of itself: two models in one
    // answer would differ in dimension, or give another score.
    private static async Task<HashSet<string>> SearchAsync(TestServer server, List<Guid> crops, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        using var viewer = server.Viewer;
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            var crop = crops[i % 40];
            using var form = TestServer.Form(Person(i % 40), ("k", "3"));
            var answer = await TestServer.JsonAsync(await viewer.PostAsync("/v1/search", form, Token));
            Assert.Equal(crop, TestServer.CropsOf(answer)[0]);
            Assert.InRange(answer.GetProperty("items")[0].GetProperty("score").GetDouble(), 0.999, 1.001);
            seen.Add(answer.GetProperty("modelId").GetString()!);
        }

        return seen;
    }

    private static async Task<string> ServedAsync(TestServer server)
    {
        using var form = TestServer.Form(Person(1), ("k", "1"));
        return (await TestServer.JsonAsync(await server.Viewer.PostAsync("/v1/search", form, Token))).GetProperty("modelId").GetString()!;
    }

    private static async Task UntilAsync(TestServer server, Func<JsonElement, bool> reached)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (reached(await TestServer.JsonAsync(await server.Viewer.GetAsync("/v1/models/change", Token))))
            {
                return;
            }

            await Task.Delay(100, Token);
        }

        Assert.Fail("it was not reached within a minute");
    }

    private static long Missing(JsonElement view, string which) => view.GetProperty(which).GetProperty("missing").GetInt64();

    private static async Task<JsonElement> PostAsync(TestServer server, string step, int status = 200, object? body = null) =>
        await TestServer.JsonAsync(await server.Admin.PostAsync("/v1/models/change" + step, body is null ? null : JsonContent.Create(body), Token), status);

    // Stripes of a width and colours of its own, so that every model tells them apart.
    private static byte[] Person(int number)
    {
        using var image = new Mat(128, 64, MatType.CV_8UC3, new Scalar(40 + (number * 5 % 200), 220 - (number * 37 % 200), 30 + (number * 71 % 200)));
        for (var y = 0; y < 128; y += 6 + (number % 7))
        {
            Cv2.Rectangle(image, new Rect(number * 3 % 40, y, 24, 3), new Scalar(number * 91 % 256, number * 53 % 256, number * 17 % 256), -1);
        }

        Assert.True(Cv2.ImEncode(".png", image, out var png));
        return png;
    }
}
