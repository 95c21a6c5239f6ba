using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed class IdentityTests(Site site) : PageTest(site)
{
    [Fact]
    public async Task A_run_is_started_shown_and_taken_back()
    {
        await ClusteredAsync();
        await VisitAsync("operator", "identities?tab=clustering", async visitor =>
        {
            var page = visitor.Page;
            var runs = page.Locator(".operation");
            await Expect(runs.First).ToBeVisibleAsync();
            var before = await runs.CountAsync();
            await visitor.Button("Run now").ClickAsync();
            await Expect(runs).ToHaveCountAsync(before + 1);
            await Expect(runs.First).ToContainTextAsync("finished");
            await Expect(visitor.Button("Run now")).ToBeVisibleAsync();
            await runs.Last.GetByText("What changed").ClickAsync();
            await Expect(runs.Last.Locator(".effects li").First).ToContainTextAsync("came");

            await runs.First.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(runs.First).ToContainTextAsync("taken back");
        });
    }

    [Fact]
    public async Task An_identity_is_named_found_hidden_and_shown_again()
    {
        var id = (await ClusteredAsync())[0];
        await VisitAsync("operator", $"identities/{id}", async visitor =>
        {
            var page = visitor.Page;
            await visitor.Button("Name").ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Ada <b>L.</b>");
            await visitor.Button("Save").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ada <b>L.</b>");
            await Expect(page).ToHaveTitleAsync(new Regex("Ada"));

            await visitor.Button("Hide").ClickAsync();
            await visitor.Button("All identities").ClickAsync();
            var card = page.Locator($"[data-identity='{id}']");
            await Expect(page.Locator(".identity").First).ToBeVisibleAsync();
            await Expect(card).ToHaveCountAsync(0);
            await page.GetByLabel("Hidden ones too").CheckAsync();
            await Expect(card).ToContainTextAsync("hidden");
            await page.GetByLabel("Part of a name").FillAsync("ada");
            await Expect(page.Locator(".identity")).ToHaveCountAsync(1);
            await card.GetByRole(AriaRole.Link).ClickAsync();
            await visitor.Button("Show again").ClickAsync();
            await Expect(visitor.Button("Hide")).ToBeVisibleAsync();
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Search", Exact = true }).Last.ClickAsync();
            await Expect(page.Locator(".query")).ToContainTextAsync("Ada");
            await visitor.GoAsync("live");
            await Expect(page.Locator(".crop-name").First).ToHaveTextAsync("Ada <b>L.</b>");
        });
    }

    [Fact]
    public async Task Two_are_merged_and_parted_again_by_undo()
    {
        var ids = await ClusteredAsync();
        await VisitAsync("operator", "identities", async visitor =>
        {
            var page = visitor.Page;
            await Expect(page.Locator(".identity").First).ToBeVisibleAsync();
            var before = await page.Locator(".identity").CountAsync();
            await page.Locator(".crop-pick input").Nth(0).CheckAsync();
            await Expect(visitor.Button("Merge")).ToHaveCountAsync(0);
            await page.Locator(".crop-pick input").Nth(1).CheckAsync();
            await visitor.Button("Merge").ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Merge" }).ClickAsync();
            await Expect(page.Locator(".identity")).ToHaveCountAsync(before - 1);
            await Expect(page.Locator(".selection-bar")).ToBeHiddenAsync();

            await page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.Locator(".identity")).ToHaveCountAsync(before);
            Assert.Equal(ids.Order(), (await Site.Gallery.IdentitiesAsync()).Order());

            await visitor.GoAsync("identities?tab=changes");
            await Expect(page.Locator(".operation").First).ToContainTextAsync("Undone");
            await Expect(page.Locator(".operation").Nth(1)).ToContainTextAsync("Merged");
            await Expect(page.Locator(".operation").Nth(1)).ToContainTextAsync("taken back");
        });
    }

    [Fact]
    public async Task Crops_are_rejected_and_split_off_and_the_history_takes_it_back()
    {
        var id = (await ClusteredAsync())[^1];
        await VisitAsync("operator", $"identities/{id}", async visitor =>
        {
            var page = visitor.Page;
            await Expect(visitor.Cards.First).ToBeVisibleAsync();
            var before = await visitor.Cards.CountAsync();
            await PickAsync("Not them");
            await Expect(visitor.Cards).ToHaveCountAsync(before - 1);

            await PickAsync("Split off");
            await Expect(page).Not.ToHaveURLAsync(new Regex(id));
            await Expect(visitor.Cards).ToHaveCountAsync(1);

            await visitor.GoAsync($"identities/{id}?tab=history");
            await Expect(page.Locator(".operation").First).ToContainTextAsync("Split");
            await page.Locator(".operation").First.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(Operation("Split")).ToContainTextAsync("taken back");
            await Operation("Rejected").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Crops", Exact = true }).ClickAsync();
            await Expect(visitor.Cards).ToHaveCountAsync(before);

            ILocator Operation(string kind) => page.Locator($".operation:has(strong:text-is('{kind}'))");

            async Task PickAsync(string verb)
            {
                await page.Locator(".crop-pick input").First.CheckAsync();
                await visitor.Button(verb).ClickAsync();
                await page.GetByLabel("Only these crops").CheckAsync();
                await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = verb }).ClickAsync();
            }
        });
    }

    [Fact]
    public async Task The_timeline_goes_through_the_cameras_in_the_order_of_time()
    {
        var id = (await ClusteredAsync())[0];
        var visits = (await Site.Gallery.GetAsync($"/v1/identities/{id}/timeline")).GetProperty("visits").EnumerateArray()
            .Select(visit => visit.GetProperty("camera").GetString()!).ToArray();
        Assert.NotEmpty(visits);
        await VisitAsync("viewer", $"identities/{id}?tab=timeline", async visitor =>
        {
            await Expect(visitor.Page.Locator(".visits .hit strong")).ToHaveTextAsync(visits);
            await Expect(visitor.Page.Locator(".lane-visit")).ToHaveCountAsync(visits.Length);
        });
    }

    [Fact]
    public async Task A_viewer_sees_identities_and_may_change_none()
    {
        var id = (await ClusteredAsync())[0];
        await VisitAsync("viewer", "identities", async visitor =>
        {
            await Expect(visitor.Page.Locator(".identity").First).ToBeVisibleAsync();
            await Expect(visitor.Page.Locator(".crop-pick")).ToHaveCountAsync(0);
            await visitor.GoAsync($"identities/{id}?tab=history");
            await Expect(visitor.Page.Locator(".operation").First).ToBeVisibleAsync();
            foreach (var name in (string[])["Undo", "Name", "Rename", "Hide", "Watch"])
            {
                await Expect(visitor.Button(name)).ToHaveCountAsync(0);
            }

            await visitor.GoAsync("identities?tab=clustering");
            await Expect(visitor.Page.Locator(".operation").First).ToBeVisibleAsync();
            await Expect(visitor.Button("Run now")).ToHaveCountAsync(0);
        });
    }

    private Task<string[]> ClusteredAsync() => Site.Gallery.ClusteredAsync(Token);
}
