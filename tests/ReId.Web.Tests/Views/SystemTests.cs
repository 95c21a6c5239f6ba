using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed class SystemTests(Site site) : PageTest(site)
{
    [Fact]
    public Task Cameras_queue_and_models_are_shown() => VisitAsync("viewer", "system", async visitor =>
    {
        var page = visitor.Page;
        await Expect(page.Locator(".tile").First).ToContainTextAsync("Ready");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "yard" })).ToContainTextAsync("not read here");
        await Expect(page.Locator(".models")).ToContainTextAsync("osnet_ain_x0_25");
        await Expect(page.Locator(".tile", new() { HasText = "On the way" })).ToContainTextAsync("nothing waits");
        await page.GetByRole(AriaRole.Link, new() { Name = "yard" }).ClickAsync();
        await Expect(page.GetByLabel("Camera", new() { Exact = true })).ToHaveValueAsync("yard");
    });
}
