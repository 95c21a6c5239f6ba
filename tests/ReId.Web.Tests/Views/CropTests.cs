using System.Net;
using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed class CropTests(Site site) : PageTest(site)
{
    [Fact]
    public async Task An_operator_deletes_a_crop_after_being_asked()
    {
        var crop = await Site.Gallery.EnrolAsync(People.Picture(9, 1, 1), "shed", cancellationToken: Token);
        await VisitAsync("operator", "search", async visitor =>
        {
            var card = visitor.Page.Locator($"[data-crop='{crop}']");
            await card.HoverAsync();
            await card.GetByRole(AriaRole.Button).ClickAsync();
            var dialog = visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Crop", Exact = true });
            await Expect(dialog).ToContainTextAsync(crop);
            await Expect(dialog).ToContainTextAsync("shed");
            await Expect(dialog).ToContainTextAsync("osnet_ain_x0_25");

            await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await visitor.Button("Cancel").ClickAsync();
            Assert.Equal(HttpStatusCode.OK, await Site.Gallery.StatusAsync($"/v1/crops/{crop}"));

            await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this crop?" })
                .GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await Expect(card).ToHaveCountAsync(0);
            await Expect(dialog).ToHaveCountAsync(0);
            Assert.Equal(HttpStatusCode.NotFound, await Site.Gallery.StatusAsync($"/v1/crops/{crop}"));
        });
    }

    [Fact]
    public Task A_viewer_sees_everything_and_may_change_nothing() => VisitAsync("viewer", $"search?crop={Site.Gallery.Crops[(1, 1, 1)]}", async visitor =>
    {
        await Expect(visitor.Page.Locator(".crop-score").First).ToBeVisibleAsync();
        await Expect(visitor.Button("Watch")).ToHaveCountAsync(0);
        await visitor.Cards.First.HoverAsync();
        await visitor.Cards.First.GetByRole(AriaRole.Button).ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "Search with this" })).ToBeVisibleAsync();
        await Expect(dialog.GetByText("This tracklet, 3 crops")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("Delete")).ToHaveCountAsync(0);
        await Expect(dialog.GetByText("Watch")).ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("Escape");

        await visitor.Page.GetByLabel("Choose a picture to search with").Or(visitor.Button("Remove the query")).First.WaitForAsync();
        await visitor.Button("Remove the query").ClickAsync();
        await visitor.Page.GetByLabel("Choose a picture to search with").SetInputFilesAsync(Upload(People.Picture(1, 1, 1)));
        await Expect(visitor.Page.Locator(".crop-score").First).ToBeVisibleAsync();
        await Expect(visitor.Button("Enrol")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task An_operator_enrols_a_picture() => VisitAsync("operator", "search", async visitor =>
    {
        var page = visitor.Page;
        await page.GetByLabel("Choose a picture to search with").SetInputFilesAsync(Upload(People.Picture(8, 1, 1)));
        await visitor.Button("Enrol").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Camera").FillAsync("desk");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enrol" }).ClickAsync();
        await visitor.Button("Search with it").ClickAsync();
        await Expect(page.Locator(".query-facts")).ToContainTextAsync("desk");
        var stored = await Site.Gallery.GetAsync("/v1/crops?camera=desk");
        Assert.Equal(1, stored.GetProperty("items").GetArrayLength());
    });

    [Fact]
    public Task What_a_camera_is_called_is_never_markup() => VisitAsync("viewer", "search", async visitor =>
    {
        const string Name = "<img src=x onerror=alert(1)>\"'&amp;";
        await Site.Gallery.EnrolAsync(People.Picture(7, 1, 1), Name, DateTimeOffset.UtcNow.AddMinutes(1), cancellationToken: Token);
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator(".crop-camera", new() { HasText = Name }).First).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = Name })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("img[src=x]")).ToHaveCountAsync(0);
    });
}
