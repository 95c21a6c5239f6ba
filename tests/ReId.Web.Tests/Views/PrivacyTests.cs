using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

/// <summary>The privacy view: erase with a question and a receipt, retention, export; for admins only.</summary>
public sealed class PrivacyTests(Site site) : PageTest(site)
{
    [Fact]
    public async Task An_admin_erases_a_crop_after_a_question_and_keeps_the_receipt()
    {
        var crop = await Site.Gallery.EnrolAsync(People.Picture(2, 2, 9), "cellar", cancellationToken: Token);
        await VisitAsync("admin", $"privacy?crop={crop}", async visitor =>
        {
            var page = visitor.Page;
            var dialog = page.GetByRole(AriaRole.Dialog);
            await visitor.Button("Look at what would go").ClickAsync();
            await Expect(dialog).ToContainTextAsync("1 crop of cellar");
            await Expect(visitor.Button("Erase for good")).ToBeDisabledAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToHaveCountAsync(0);
            Assert.Equal(HttpStatusCode.OK, await Site.Gallery.StatusAsync($"/v1/crops/{crop}"));

            // By keyboard alone.
            await visitor.Button("Look at what would go").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(visitor.Button("Cancel")).ToBeFocusedAsync();
            await page.GetByLabel("Yes, all of this shall go").FocusAsync();
            await page.Keyboard.PressAsync("Space");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Tab");
            await Expect(visitor.Button("Erase for good")).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");

            await Expect(page.Locator(".outcome .receipt")).ToContainTextAsync("1 crop, 1 vector, 1 picture");
            await Expect(page.Locator(".outcome .pill")).ToHaveTextAsync("nothing left");
            Assert.Equal(HttpStatusCode.NotFound, await Site.Gallery.StatusAsync($"/v1/crops/{crop}"));
            var download = await page.RunAndWaitForDownloadAsync(() => visitor.Button("Download receipt").ClickAsync());
            using var receipt = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), Token));
            Assert.Equal(crop, receipt.RootElement.GetProperty("cropIds")[0].GetString());
            Assert.EndsWith($"{receipt.RootElement.GetProperty("erasureId").GetString()}.json", download.SuggestedFilename, StringComparison.Ordinal);

            await page.GetByRole(AriaRole.Link, new() { Name = "Receipts" }).ClickAsync();
            var row = page.Locator(".receipt-row").First;
            await Expect(row).ToContainTextAsync("1 crop removed, by admin of the tests");
            await row.Locator("summary").ClickAsync();
            await Expect(row.Locator(".receipt")).ToContainTextAsync(receipt.RootElement.GetProperty("erasureId").GetString()!);

            visitor.Expect("404");
            await visitor.GoAsync($"privacy?crop={crop}");
            await visitor.Button("Look at what would go").ClickAsync();
            await Expect(page.Locator(".erase-form .form-error")).ToContainTextAsync("There is no crop");
        });
    }

    [Fact]
    public async Task A_camera_and_a_span_are_named_before_they_go()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var early = await Site.Gallery.EnrolAsync(People.Picture(1, 3, 8), "attic", noon, cancellationToken: Token);
        var late = await Site.Gallery.EnrolAsync(People.Picture(1, 3, 7), "attic", noon.AddHours(3), cancellationToken: Token);
        await VisitAsync("admin", "privacy?camera=attic", async visitor =>
        {
            var page = visitor.Page;
            await Expect(page.GetByLabel("Camera", new() { Exact = true })).ToHaveValueAsync("attic");
            await page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-03-01T14:00:30"); // Berlin's clock.
            await visitor.Button("Look at what would go").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 crop of attic");
            await page.GetByLabel("Yes, all of this shall go").CheckAsync();
            await visitor.Button("Erase for good").ClickAsync();
            await Expect(page.Locator(".outcome")).ToContainTextAsync("Camera attic to");
        });
        Assert.Equal(HttpStatusCode.NotFound, await Site.Gallery.StatusAsync($"/v1/crops/{early}"));
        Assert.Equal(HttpStatusCode.OK, await Site.Gallery.StatusAsync($"/v1/crops/{late}"));
        await Site.Gallery.RemoveAsync(late);
    }

    [Fact]
    public async Task Somebody_is_exported_and_the_question_before_erasing_names_them()
    {
        var id = (await Site.Gallery.ClusteredAsync(Token))[0];
        await VisitAsync("admin", $"identities/{id}", async visitor =>
        {
            var page = visitor.Page;
            await page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Radio).First).ToBeCheckedAsync();
            var download = await page.RunAndWaitForDownloadAsync(() => visitor.Button("Download all of it").ClickAsync());
            using (var zip = ZipFile.OpenRead(await download.PathAsync()))
            {
                Assert.Contains(zip.Entries, entry => entry.FullName == "identity.json");
                Assert.Contains(zip.Entries, entry => entry.FullName.StartsWith("pictures/", StringComparison.Ordinal));
            }

            await visitor.GoAsync($"privacy?identity={id}");
            await Expect(page.GetByRole(AriaRole.Radio).First).ToBeCheckedAsync();
            await visitor.Button("Look at what would go").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 identity");
            await visitor.Button("Cancel").ClickAsync();
        });
        Assert.Equal(HttpStatusCode.OK, await Site.Gallery.StatusAsync($"/v1/identities/{id}"));
    }

    [Fact]
    public Task Retention_is_shown_and_changed() => VisitAsync("admin", "privacy?tab=retention", async visitor =>
    {
        var page = visitor.Page;
        var row = page.GetByRole(AriaRole.Row, new() { Name = "lobby" });
        await Expect(row).ToContainTextAsync("for ever");
        await SetAsync("36000", "36,000 days");
        await SetAsync("", "for ever");

        async Task SetAsync(string days, string shown)
        {
            await visitor.Button("Change how long lobby is kept").ClickAsync();
            await page.GetByLabel("Days").FillAsync(days);
            await visitor.Button("Save").ClickAsync();
            await Expect(row).ToContainTextAsync(shown);
        }
    });

    [Theory]
    [InlineData("operator")]
    [InlineData("viewer")]
    public Task Others_do_not_see_it(string role) => VisitAsync(role, "privacy", async visitor =>
    {
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Search" })).ToBeAttachedAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Privacy" })).ToHaveCountAsync(0);
        foreach (var path in (string[])["/v1/erasures", $"/v1/identities/{Guid.NewGuid()}/export"])
        {
            Assert.Equal(403, (await visitor.Page.APIRequest.GetAsync(path)).Status);
        }

        Assert.Equal(403, (await visitor.Page.APIRequest.PostAsync("/v1/erasures/preview", new() { DataObject = new { camera = "gate" } })).Status);
    });

    /// <summary>Pictures to be looked at: with REID_PICTURES=FOLDER, and not otherwise.</summary>
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task It_fits_the_screen(int width, ColorScheme scheme)
    {
        var crop = Site.Gallery.Crops[(1, 1, 1)];
        await VisitAsync(async visitor =>
        {
            await visitor.SignInAsync("admin");
            foreach (var address in (string[])["privacy", $"privacy?crop={crop}", "privacy?camera=gate", "privacy?tab=receipts", "privacy?tab=retention", "privacy?tab=export"])
            {
                await visitor.GoAsync(address);
                await Expect(visitor.Page.Locator("main .panel, main .state").First).ToBeVisibleAsync();
                await visitor.Page.Locator("main [aria-busy]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
                Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, address);
                await PictureAsync(visitor, $"{width}-{address.Split('?')[^1].Split('=')[^1]}");
            }

            await visitor.GoAsync("privacy?camera=gate");
            await visitor.Button("Look at what would go").ClickAsync();
            await Expect(visitor.Button("Erase for good")).ToBeInViewportAsync();
            await PictureAsync(visitor, $"{width}-question");
            await visitor.Button("Cancel").ClickAsync();
        }, width, scheme);
    }

    private static async Task PictureAsync(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable("REID_PICTURES") is { } folder)
        {
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
