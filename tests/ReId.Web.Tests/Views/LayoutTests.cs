using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed class LayoutTests(Site site) : PageTest(site)
{
    [Theory]
    [InlineData(360)]
    [InlineData(820)]
    public Task Nothing_is_wider_than_the_screen(int width) => VisitAsync("admin", "search", async visitor =>
    {
        foreach (var view in (string[])["search", $"search?crop={Site.Gallery.Crops[(1, 1, 1)]}", "live", "watches", "system", "identities", "privacy"])
        {
            await visitor.GoAsync(view);
            await visitor.Page.Locator("main [aria-busy]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, view);
            await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Live" })).ToBeInViewportAsync();
        }
    }, width);

    [Fact]
    public Task Results_take_the_place_of_their_skeletons_without_moving_anything() => VisitAsync("viewer", $"search?crop={Site.Gallery.Crops[(1, 1, 1)]}", async visitor =>
    {
        await Expect(visitor.Page.Locator(".crop-score").First).ToBeVisibleAsync();
        var moved = await visitor.Page.EvaluateAsync<double>(
            """
            () => new Promise(resolve => {
              let sum = 0;
              new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.hadRecentInput ? 0 : entry.value; }))
                .observe({ type: "layout-shift", buffered: true });
              setTimeout(() => resolve(sum), 200);
            })
            """);
        Assert.InRange(moved, 0, 0.1);
    });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Words_stand_out_from_their_ground_by_light_and_dark(ColorScheme scheme) => VisitAsync(async visitor =>
    {
        await visitor.SignInAsync("admin");
        await visitor.GoAsync("system");
        await Expect(visitor.Page.GetByText("Ready", new() { Exact = true })).ToBeVisibleAsync();
        var least = await visitor.Page.EvaluateAsync<double>(
            """
            () => {
              const channels = colour => colour.match(/[\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(each => each / 255).map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
                .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = element => {
                for (let each = element; each; each = each.parentElement) {
                  const colour = channels(getComputedStyle(each).backgroundColor);
                  if (colour.length === 3 || colour[3] === 1) return colour;
                }
                return [255, 255, 255];
              };
              return Math.min(...[...document.querySelectorAll("main *, header *")]
                .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && each.checkVisibility())
                .map(each => [light(channels(getComputedStyle(each).color)), light(ground(each))].sort((a, b) => b - a))
                .map(([bright, dark]) => (bright + 0.05) / (dark + 0.05)));
            }
            """);
        Assert.True(least >= 4.5, $"contrast {least:0.00}");
    }, scheme: scheme);
}
