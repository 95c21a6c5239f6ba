using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed class LiveTests(Site site) : PageTest(site)
{
    [Fact]
    public Task A_new_crop_appears_by_itself_and_waits_while_somebody_points_at_the_others() => VisitAsync("viewer", "live", async visitor =>
    {
        await Expect(visitor.Page.Locator(".pill", new() { HasText = "Live" })).ToBeVisibleAsync();
        await Expect(visitor.Cards.First).ToBeVisibleAsync();
        var crop = await Site.Gallery.EnrolAsync(People.Picture(5, 1, 1), "gate", DateTimeOffset.UtcNow, cancellationToken: Token);
        await Expect(visitor.Cards.First).ToHaveAttributeAsync("data-crop", crop);

        await visitor.Cards.Nth(1).HoverAsync();
        var second = await Site.Gallery.EnrolAsync(People.Picture(5, 1, 2), "gate", DateTimeOffset.UtcNow, cancellationToken: Token);
        await Expect(visitor.Button("1 new")).ToBeVisibleAsync();
        await Expect(visitor.Cards.First).ToHaveAttributeAsync("data-crop", crop);
        await visitor.Button("1 new").ClickAsync();
        await Expect(visitor.Cards.First).ToHaveAttributeAsync("data-crop", second);
    });

    [Fact]
    public Task One_camera_shows_only_its_crops() => VisitAsync("viewer", "live?camera=yard", async visitor =>
    {
        await Expect(visitor.Cards).ToHaveCountAsync(GalleryClient.PeopleCount * GalleryClient.CropsEach);
        await Expect(visitor.Page.GetByLabel("Camera", new() { Exact = true })).ToHaveValueAsync("yard");
        Assert.All(await visitor.CamerasAsync(), camera => Assert.Equal("yard", camera));
        var other = await Site.Gallery.EnrolAsync(People.Picture(5, 2, 1), "lobby", cancellationToken: Token);
        var crop = await Site.Gallery.EnrolAsync(People.Picture(6, 3, 1), "yard", new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), cancellationToken: Token);
        await Expect(visitor.Cards.First).ToHaveAttributeAsync("data-crop", crop);
        Assert.DoesNotContain("lobby", await visitor.CamerasAsync());
        await Site.Gallery.RemoveAsync(crop);
        await Site.Gallery.RemoveAsync(other);
    });

    [Fact]
    public Task Who_is_watched_for_is_announced_listed_and_forgotten() => VisitAsync("operator", $"search?crop={Site.Gallery.Crops[(4, 1, 1)]}", async visitor =>
    {
        var page = visitor.Page;
        await visitor.Button("Watch").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("striped coat");
        await dialog.GetByLabel("Least similarity").FillAsync("0.99");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Watch", Exact = true }).ClickAsync();
        await visitor.Button("Show list").ClickAsync();
        await Expect(page.GetByText("Not seen since.")).ToBeVisibleAsync();

        var crop = await Site.Gallery.EnrolAsync(People.Picture(4, 1, 1), "back door", cancellationToken: Token);
        await Expect(page.Locator(".toast")).ToContainTextAsync("striped coat was seen at back door");
        await Expect(page.Locator(".watch .hit")).ToContainTextAsync("back door");
        await visitor.GoAsync("live");
        await Expect(page.Locator(".hit-panel .hit")).ToContainTextAsync("striped coat");

        await visitor.GoAsync("watches");
        await visitor.Button("Stop watching").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stop watching" }).ClickAsync();
        await Expect(page.GetByText("Nobody is watched for")).ToBeVisibleAsync();
        Assert.Equal(0, (await Site.Gallery.GetAsync("/v1/watches")).GetProperty("items").GetArrayLength());
        await Site.Gallery.RemoveAsync(crop);
    });
}
