using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

/// <summary>An operator says who is who, from an identity and from a search for one; watches for one; sees results by identity.</summary>
public sealed class DecisionTests(Site site) : PageTest(site)
{
    private const string Decided = "decided by an operator";

    [Fact]
    public async Task A_member_is_confirmed_and_the_confirmation_is_taken_back()
    {
        var id = (await Site.Gallery.ClusteredAsync(Token))[0];
        await VisitAsync("operator", $"identities/{id}", async visitor =>
        {
            await Expect(visitor.Cards.First).ToBeVisibleAsync();
            var crop = (await visitor.ShownAsync())[0];
            var note = Card(visitor, crop).Locator(".crop-note");
            var before = await note.InnerTextAsync();
            Assert.NotEqual(Decided, before);

            await DecideAsync(visitor, crop, "Confirm", "Confirm", "Confirmed.");
            await Expect(note).ToHaveTextAsync(Decided);
            Assert.Equal([crop], (await MembersAsync(id)).Where(member => member.Decided).Select(member => member.Crop));

            await visitor.Page.Locator(".toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(note).ToHaveTextAsync(before);
            Assert.DoesNotContain(true, (await MembersAsync(id)).Select(member => member.Decided));
        });
    }

    [Fact]
    public async Task Who_searches_for_somebody_says_which_crops_are_them_and_which_are_not()
    {
        var id = (await Site.Gallery.ClusteredAsync(Token))[0];
        var members = (await MembersAsync(id)).Select(member => member.Crop).ToArray();
        string stranger = "";
        await VisitAsync("operator", $"search?identity={id}", async visitor =>
        {
            await Expect(visitor.Cards.First).ToBeVisibleAsync();
            stranger = (await visitor.ShownAsync()).First(crop => !members.Contains(crop));

            // This is them: the crop joins, whoever it was, and is not looked for any more.
            await DecideAsync(visitor, stranger, "This is them", "Confirm", "Confirmed.");
            Assert.Equal(stranger, (await MembersAsync(id)).Single(member => member.Decided).Crop);
            await Expect(Card(visitor, stranger)).ToHaveCountAsync(0);
            await TakeBackAsync(id, "confirm");
        });
        await VisitAsync("operator", $"search?identity={id}", async visitor =>
        {
            // Not them: nobody moves, and the word stands in the history.
            await Expect(Card(visitor, stranger)).ToBeVisibleAsync();
            await DecideAsync(visitor, stranger, "Not them", "Not them", "Rejected.");
            Assert.Equal(members.Order(), (await MembersAsync(id)).Select(member => member.Crop).Order());
            await TakeBackAsync(id, "reject");
        });
        Assert.Equal(members.Order(), (await MembersAsync(id)).Select(member => member.Crop).Order());
    }

    [Fact]
    public async Task An_identity_is_watched_for()
    {
        var id = (await Site.Gallery.ClusteredAsync(Token))[0];
        var members = (await MembersAsync(id)).Select(member => member.Crop).ToArray();
        var (person, camera, number) = Site.Gallery.Crops.First(crop => members.Contains(crop.Value)).Key;
        await VisitAsync("operator", $"identities/{id}", async visitor =>
        {
            var page = visitor.Page;
            await visitor.Button("Watch").ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Name").FillAsync("the one of the yard");
            await dialog.GetByLabel("Least similarity").FillAsync("0.99");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Watch", Exact = true }).ClickAsync();
            await visitor.Button("Show list").ClickAsync();
            await Expect(page.GetByText("Not seen since.")).ToBeVisibleAsync();
            Assert.Equal(id, (await Site.Gallery.GetAsync("/v1/watches")).GetProperty("items")[0].GetProperty("identityId").GetString());

            var crop = await Site.Gallery.EnrolAsync(People.Picture(person, camera, number), "back door", cancellationToken: Token);
            await Expect(page.Locator(".toast")).ToContainTextAsync("the one of the yard was seen at back door");
            await Expect(page.Locator(".watch .hit")).ToContainTextAsync("back door");

            await visitor.Button("Stop watching").ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stop watching" }).ClickAsync();
            await Expect(page.GetByText("Nobody is watched for")).ToBeVisibleAsync();
            await Site.Gallery.RemoveAsync(crop);
        });
    }

    [Fact]
    public async Task Results_are_grouped_by_identity()
    {
        var ids = await Site.Gallery.ClusteredAsync(Token);
        var crop = Site.Gallery.Crops[(1, 1, 1)];
        await VisitAsync("viewer", $"search?crop={crop}", async visitor =>
        {
            await Expect(visitor.Cards).ToHaveCountAsync(24);
            await visitor.Page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("identity");
            await Expect(visitor.Cards).Not.ToHaveCountAsync(24);

            var answer = await Site.Gallery.PostAsync("/v1/search", new { cropId = crop, k = 24, groupBy = "identity" });
            var found = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("crop")).ToArray();
            Assert.Equal(found.Select(each => each.GetProperty("cropId").GetString()), await visitor.ShownAsync());
            var known = found.Select(each => each.GetProperty("identityId").GetString()).Where(each => each is not null).ToArray();
            Assert.Equal(ids.Order(), known.Order());
        });
    }

    private static ILocator Card(Visitor visitor, string crop) => visitor.Page.Locator($"main .crop-card[data-crop='{crop}']");

    /// <summary>Picks one crop, presses a button of the bar, and answers its question for this crop alone.</summary>
    private static async Task DecideAsync(Visitor visitor, string crop, string button, string verb, string told)
    {
        var page = visitor.Page;
        await Card(visitor, crop).Locator(".crop-pick input").CheckAsync();
        await visitor.Button(button).ClickAsync();
        await page.GetByLabel("Only these crops").CheckAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = verb }).ClickAsync();
        await Expect(page.Locator(".toast").Filter(new() { HasText = told })).ToHaveCountAsync(1);
        await Expect(page.Locator(".selection-bar")).ToBeHiddenAsync();
    }

    /// <summary>The newest change of an identity, which is of that kind.</summary>
    private async Task TakeBackAsync(string id, string kind)
    {
        var newest = (await Site.Gallery.GetAsync($"/v1/identities/{id}/history?limit=1")).GetProperty("items")[0];
        Assert.Equal(kind, newest.GetProperty("kind").GetString());
        await Site.Gallery.PostAsync($"/v1/changes/{newest.GetProperty("operationId").GetString()}/undo", new { });
    }

    private async Task<(string Crop, bool Decided)[]> MembersAsync(string id) =>
        [.. (await Site.Gallery.GetAsync($"/v1/identities/{id}/crops?limit=100")).GetProperty("items").EnumerateArray()
            .Select(member => (member.GetProperty("crop").GetProperty("cropId").GetString()!, member.GetProperty("decided").GetBoolean()))];
}
