using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

/// <summary>The figures above the cameras: what <c>/v1/stats</c> and <c>/readyz</c> say, in words for people.</summary>
public sealed partial class SystemTileTests(Site site) : PageTest(site)
{
    [Fact]
    public Task Figures_are_those_of_the_server_which_needs_no_broker() => VisitAsync("viewer", "system", async visitor =>
    {
        var stats = await Site.Gallery.GetAsync("/v1/stats");
        long Stat(string name) => stats.GetProperty(name).GetInt64();
        Assert.Equal((0L, 0L, 0L), (Stat("queueDepth"), Stat("deadLetters"), Stat("missing")));

        await ShowsAsync(visitor, "Crops", Stat("crops"), $"in {Number(Stat("tracklets"))} tracklets");
        await ShowsAsync(visitor, "On the way", 0, "nothing waits to be indexed");
        await ShowsAsync(visitor, "Rejected", Stat("rejected"), "crops that could not be indexed, since the start");
        await Expect(Value(Tile(visitor, "Service"))).ToHaveTextAsync("Ready");
        await Expect(Note(Tile(visitor, "Service"))).ToContainTextAsync($"version {stats.GetProperty("version").GetString()}");
        await IsWarningAsync(visitor, "Crops", false);
        await IsWarningAsync(visitor, "On the way", false);
        await IsWarningAsync(visitor, "Rejected", Stat("rejected") > 0);
    });

    [Fact]
    public Task What_waits_died_is_not_found_and_was_rejected_is_said_with_a_warning() => VisitAsync("viewer", "system", async visitor =>
    {
        var crops = (await Site.Gallery.GetAsync("/v1/stats")).GetProperty("crops").GetInt64();
        await using var said = await ChangedStats.OfAsync(visitor);

        // The page looks again every few seconds, and nobody has to reload it.
        said["queueDepth"] = 1234;
        await ShowsAsync(visitor, "On the way", 1234, "captured, not in the gallery yet");
        await IsWarningAsync(visitor, "On the way", false);

        (said["deadLetters"], said["missing"], said["rejected"]) = (5, 2500, 3);
        await ShowsAsync(visitor, "On the way", 1234, "captured, not in the gallery yet; 5 could not be processed, see reid queue dead list");
        await IsWarningAsync(visitor, "On the way", true);
        await Expect(Note(Tile(visitor, "Crops"))).ToHaveTextAsync(NotFoundYet());
        await Expect(Value(Tile(visitor, "Crops"))).ToHaveTextAsync(Number(crops));
        await IsWarningAsync(visitor, "Crops", true);
        await ShowsAsync(visitor, "Rejected", 3, "crops that could not be indexed, since the start");
        await IsWarningAsync(visitor, "Rejected", true);

        said["queueDepth"] = 0;
        await ShowsAsync(visitor, "On the way", 0, "nothing waits to be indexed; 5 could not be processed, see reid queue dead list");
    });

    [Fact]
    public Task While_the_broker_is_away_the_figure_is_not_known_rather_than_0() => VisitAsync("viewer", "system", async visitor =>
    {
        await using var said = await ChangedStats.OfAsync(visitor);
        visitor.Expect("503");
        await visitor.Page.RouteAsync("**/readyz", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/json",
            Body = """{"status":"unhealthy","parts":{"broker":"unhealthy","gallery":"healthy","index":"degraded"},"reasons":{}}""",
        }));

        (said["queueDepth"], said["deadLetters"]) = (null, null);

        await Expect(Value(Tile(visitor, "On the way"))).ToHaveTextAsync("not known");
        await Expect(Note(Tile(visitor, "On the way"))).ToHaveTextAsync("the message broker does not answer");
        await IsWarningAsync(visitor, "On the way", true);
        await Expect(Value(Tile(visitor, "Service"))).ToHaveTextAsync("Not ready");
        await Expect(Note(Tile(visitor, "Service"))).ToHaveTextAsync("trouble: message broker");
        await visitor.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await Expect(Value(Tile(visitor, "Service"))).ToHaveTextAsync("Ready");
        await Expect(Value(Tile(visitor, "On the way"))).ToHaveTextAsync("0");
    });

    private static ILocator Tile(Visitor visitor, string label) =>
        visitor.Page.Locator(".tile").Filter(new() { Has = visitor.Page.GetByText(label, new() { Exact = true }) });

    private static ILocator Value(ILocator tile) => tile.Locator(".tile-value");

    private static ILocator Note(ILocator tile) => tile.Locator(".tile-note");

    private static async Task ShowsAsync(Visitor visitor, string label, long value, string note)
    {
        await Expect(Note(Tile(visitor, label))).ToHaveTextAsync(note);
        await Expect(Value(Tile(visitor, label))).ToHaveTextAsync(Number(value));
    }

    private static Task IsWarningAsync(Visitor visitor, string label, bool warns) => warns
        ? Expect(Tile(visitor, label)).ToHaveClassAsync(Warning())
        : Expect(Tile(visitor, label)).Not.ToHaveClassAsync(Warning());

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex("tile-warn")]
    private static partial Regex Warning();

    [GeneratedRegex("^in [0-9,]+ tracklets; 2,500 vectors are not in searches yet, the index is being rebuilt$")]
    private static partial Regex NotFoundYet();

    /// <summary>The server's own answer, with some figures of a test's.</summary>
    private sealed class ChangedStats : IAsyncDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, JsonNode?> _figures = new();
        private readonly IPage _page;

        private ChangedStats(IPage page) => _page = page;

        public long? this[string figure]
        {
            set => _figures[figure] = value;
        }

        public static async Task<ChangedStats> OfAsync(Visitor visitor)
        {
            var changed = new ChangedStats(visitor.Page);
            await visitor.Page.RouteAsync("**/v1/stats", changed.AnswerAsync);
            return changed;
        }

        public async ValueTask DisposeAsync() => await _page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });

        private async Task AnswerAsync(IRoute route)
        {
            var answer = await route.FetchAsync();
            var stats = JsonNode.Parse(await answer.TextAsync())!.AsObject();
            foreach (var (name, value) in _figures)
            {
                Assert.True(stats.ContainsKey(name), name);
                stats[name] = value?.DeepClone();
            }

            await route.FulfillAsync(new() { Response = answer, Body = stats.ToJsonString() });
        }
    }
}
