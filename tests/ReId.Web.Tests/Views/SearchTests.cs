using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed partial class SearchTests(Site site) : PageTest(site)
{
    [Fact]
    public Task An_uploaded_picture_finds_its_person_and_more_come_when_asked_for() => VisitAsync("viewer", "search", async visitor =>
    {
        await Expect(visitor.Cards.First).ToBeVisibleAsync();
        await ChooseAsync(visitor, People.Picture(2, 1, 1));
        await Expect(visitor.Page.Locator(".crop-score").First).ToHaveTextAsync(Best());
        await Expect(visitor.Cards).ToHaveCountAsync(24);
        Assert.Equal(Site.Gallery.Crops[(2, 1, 1)], (await visitor.ShownAsync())[0]);

        await visitor.Button("Show more").ClickAsync();
        await Expect(visitor.Button("Show more")).ToHaveCountAsync(0);
        var all = await visitor.ShownAsync();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Superset(Site.Gallery.Crops.Values.ToHashSet(), all.ToHashSet());
    });

    [Theory]
    [InlineData("drop")]
    [InlineData("paste")]
    public Task A_picture_comes_by_drop_or_paste_from_any_view(string way) => VisitAsync("viewer", "system", async visitor =>
    {
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Models" })).ToBeVisibleAsync();
        await visitor.Page.EvaluateAsync(
            """
            ([way, base64]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "person.jpg", { type: "image/jpeg" }));
              window.dispatchEvent(way === "drop"
                ? new DragEvent("drop", { dataTransfer: transfer, cancelable: true })
                : new ClipboardEvent("paste", { clipboardData: transfer, cancelable: true }));
            }
            """, new object[] { way, Convert.ToBase64String(People.Picture(3, 2, 2)) });
        await Expect(visitor.Page.Locator(".crop-score").First).ToHaveTextAsync(Best());
        Assert.Equal(Site.Gallery.Crops[(3, 2, 2)], (await visitor.ShownAsync())[0]);
    });

    [Fact]
    public Task A_click_on_a_result_searches_with_it_and_back_leads_back() => VisitAsync("viewer", $"search?crop={Known}", async visitor =>
    {
        await Expect(visitor.Page.Locator(".crop-score").First).ToBeVisibleAsync();
        var before = await visitor.ShownAsync();
        Assert.DoesNotContain(Known, before);
        await visitor.Cards.Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex($"crop={before[1]}"));
        await Expect(visitor.Page.Locator($"[data-crop='{before[1]}']")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".query-facts")).ToContainTextAsync(AnyCamera());

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Page.Locator($"[data-crop='{before[1]}']")).ToBeVisibleAsync();
        Assert.Equal(before, await visitor.ShownAsync());
    });

    [Fact]
    public Task Several_examples_are_searched_with_at_once() => VisitAsync("viewer", $"search?crop={Known}", async visitor =>
    {
        var other = Site.Gallery.Crops[(1, 2, 1)];
        var card = visitor.Page.Locator($"[data-crop='{other}']");
        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Add to the query" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Query: 2 examples" })).ToBeVisibleAsync();
        await Expect(card).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".query .strip-item")).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".crop-score").First).ToBeVisibleAsync();
    });

    [Fact]
    public Task Filters_narrow_the_results_stand_in_the_address_and_go_again() => VisitAsync("viewer", $"search?crop={Known}", async visitor =>
    {
        var page = visitor.Page;
        await Expect(page.Locator(".crop-score").First).ToBeVisibleAsync();
        await Camera(page, "lobby").CheckAsync();
        await Expect(page).ToHaveURLAsync(new Regex("camera=lobby"));
        await Expect(page.Locator(".crop-camera", new() { HasText = "gate" })).ToHaveCountAsync(0);
        Assert.All(await visitor.CamerasAsync(), camera => Assert.Equal("lobby", camera));
        await Expect(Camera(page, "lobby")).ToBeFocusedAsync();

        await page.ReloadAsync();
        await Expect(Camera(page, "lobby")).ToBeCheckedAsync();

        // In Berlin it is an hour later than in the gallery: only the last two of the lobby's four visits are left.
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("2026-11-25T22:00");
        await Expect(visitor.Cards).ToHaveCountAsync(2 * GalleryClient.CropsEach);

        await visitor.Button("Clear filters").ClickAsync();
        await Expect(page.Locator(".crop-camera", new() { HasText = "gate" }).First).ToBeVisibleAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex("camera="));
    });

    [Fact]
    public Task Grouping_shows_the_best_of_each_and_the_own_camera_can_be_left_out() => VisitAsync("viewer", $"search?crop={Known}", async visitor =>
    {
        await visitor.Page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("camera");
        await Expect(visitor.Page.Locator(".result-count")).Not.ToContainTextAsync("24");
        var cameras = await visitor.CamerasAsync();
        Assert.Equal(cameras.Length, cameras.Distinct().Count());
        Assert.Contains("gate", cameras);

        await visitor.Page.GetByLabel("Leave out its own camera").CheckAsync();
        await Expect(visitor.Page.Locator(".crop-camera", new() { HasText = "gate" })).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".crop-camera", new() { HasText = "lobby" })).ToHaveCountAsync(1);

        // A picture of one's own has no camera to leave out.
        await visitor.Button("Remove the query").ClickAsync();
        await visitor.GoAsync("search?otherCamera=1&otherTracklet=1");
        await ChooseAsync(visitor, People.Picture(1, 1, 1));
        await Expect(visitor.Page.Locator(".crop-score").First).ToHaveTextAsync(Best());
    });

    [Fact]
    public Task What_is_no_picture_is_refused_in_words() => VisitAsync("viewer", "search", async visitor =>
    {
        var page = visitor.Page;
        await page.GetByLabel("Choose a picture to search with").SetInputFilesAsync(Upload("words"u8.ToArray(), "notes.txt", "text/plain"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("notes.txt");
        await visitor.Button("Dismiss").ClickAsync();

        visitor.Expect("422");
        visitor.Expect("blob:");
        await ChooseAsync(visitor, [1, 2, 3]);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("did not work");
        await visitor.Button("Remove the query").ClickAsync();
        await Expect(visitor.Cards.First).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_filter_that_nothing_passes_says_so() => VisitAsync("viewer", $"search?crop={Known}&score=0.95&camera=nowhere", async visitor =>
        await Expect(visitor.Page.GetByText("Nobody found")).ToBeVisibleAsync());

    [Fact]
    public Task Of_several_people_in_a_picture_another_can_be_chosen() => VisitAsync("viewer", "search", async visitor =>
    {
        var people = visitor.Page.Locator(".person");
        await ChooseAsync(visitor, People.Scene((1, 1, 1), (2, 1, 1), (3, 1, 1)));
        await Expect(people.Nth(1)).ToHaveAttributeAsync("aria-pressed", "false");
        var first = await visitor.ShownAsync();
        await people.Nth(1).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(people.Nth(1)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(people.Nth(1)).ToBeFocusedAsync();
        await Expect(visitor.Page.Locator(".crop-score").First).ToBeVisibleAsync();
        Assert.NotEqual(first, await visitor.ShownAsync());
    });

    [Fact]
    public Task Where_nobody_stands_out_the_whole_picture_is_searched_with() => VisitAsync("viewer", "search", async visitor =>
    {
        visitor.Expect("422");
        await ChooseAsync(visitor, People.Scene());
        await Expect(visitor.Page.GetByText("No person stands out")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".crop-score").First).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByLabel("Search with", new() { Exact = true })).ToHaveValueAsync("whole");
    });

    private string Known => Site.Gallery.Crops[(1, 1, 1)];

    private static ILocator Camera(IPage page, string name) => page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });

    private static Task ChooseAsync(Visitor visitor, byte[] picture) =>
        visitor.Page.GetByLabel("Choose a picture to search with").SetInputFilesAsync(Upload(picture));

    [GeneratedRegex(@"^(1\.000|0\.99\d)")]
    private static partial Regex Best();

    [GeneratedRegex("gate|lobby|yard")]
    private static partial Regex AnyCamera();
}
