using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed class SignInTests(Site site) : PageTest(site)
{
    [Fact]
    public Task A_wrong_key_is_refused_in_words_and_a_right_one_opens_the_page() => VisitAsync(async visitor =>
    {
        var page = visitor.Page;
        await page.GotoAsync("/");
        await Expect(page.GetByLabel("API key")).ToBeFocusedAsync();
        await page.GetByLabel("API key").FillAsync("reid_this_key_was_never_made_by_anybody");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not valid");

        await page.GetByLabel("API key").FillAsync(Site.KeyOf("operator"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        await Expect(page.Locator(".role")).ToHaveTextAsync("operator");

        var cookie = Assert.Single(await page.Context.CookiesAsync());
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage)"));
    });

    [Fact]
    public Task A_session_outlives_a_reload_and_ends_with_signing_out() => VisitAsync("viewer", "search", async visitor =>
    {
        await Expect(visitor.Cards.First).ToBeVisibleAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Cards.First).ToBeVisibleAsync();
        await visitor.Button("Sign out").ClickAsync();
        await Expect(visitor.Page.GetByLabel("API key")).ToBeVisibleAsync();
        Assert.Empty(await visitor.Page.Context.CookiesAsync());
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.GetByLabel("API key")).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_session_that_the_server_has_forgotten_leads_back_to_the_sign_in() => VisitAsync("viewer", "live", async visitor =>
    {
        await Expect(visitor.Cards.First).ToBeVisibleAsync();
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Cameras" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("session has ended");
    });

    [Fact]
    public Task Files_carry_the_policy_and_their_type_and_are_asked_about_each_time() => VisitAsync(async visitor =>
    {
        var answer = (await visitor.Page.GotoAsync("/"))!;
        Assert.Contains("script-src 'self'", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", answer.Headers["content-type"]);
        var script = await visitor.Page.Context.APIRequest.GetAsync("/page/scripts/main.js");
        Assert.Equal(("text/javascript; charset=utf-8", "no-cache"), (script.Headers["content-type"], script.Headers["cache-control"]));
        var again = await visitor.Page.Context.APIRequest.GetAsync(
            "/page/scripts/main.js", new() { Headers = new Dictionary<string, string> { ["If-None-Match"] = script.Headers["etag"] } });
        Assert.Equal(304, again.Status);
        Assert.Equal(404, (await visitor.Page.Context.APIRequest.GetAsync("/page/../index.html")).Status);
    });
}
