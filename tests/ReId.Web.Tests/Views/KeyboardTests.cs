using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

public sealed class KeyboardTests(Site site) : PageTest(site)
{
    [Fact]
    public Task Results_are_one_stop_with_arrows_between_them_and_Esc_comes_back_from_a_detail() => VisitAsync("viewer", "search", async visitor =>
    {
        var page = visitor.Page;
        await Expect(visitor.Cards.Nth(10)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();

        for (var i = 0; i < 40 && !await IsFocusedAsync(visitor.Cards.First.GetByRole(AriaRole.Link)); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(visitor.Cards.First.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(visitor.Cards.Nth(2).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        var perRow = await visitor.Cards.EvaluateAllAsync<int>("cards => cards.filter(card => card.offsetTop === cards[0].offsetTop).length");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(visitor.Cards.Nth(2 + perRow).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");

        await page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Cards.First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(visitor.Cards.First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();

        var crop = (await visitor.ShownAsync())[0];
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex($"crop={crop}"));
    });

    [Fact]
    public Task Everything_that_can_be_used_has_a_name_and_focus_can_be_seen() => VisitAsync("admin", $"search?crop={Site.Gallery.Crops[(1, 1, 1)]}", async visitor =>
    {
        await Expect(visitor.Cards.First).ToBeVisibleAsync();
        foreach (var view in (string[])["search", "live", "watches", "system", "identities"])
        {
            await visitor.GoAsync(view);
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
            var nameless = await visitor.Page.Locator("a, button, input, select").EvaluateAllAsync<string[]>(
                """
                controls => controls.filter(each => each.checkVisibility() && !(each.getAttribute("aria-label") || each.innerText?.trim() || each.labels?.length))
                  .map(each => each.outerHTML.slice(0, 120))
                """);
            Assert.Empty(nameless);
        }

        var link = visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Live" });
        await visitor.Page.Keyboard.PressAsync("Tab");
        await link.FocusAsync();
        Assert.Equal("solid 3px", await link.EvaluateAsync<string>("each => `${getComputedStyle(each).outlineStyle} ${getComputedStyle(each).outlineWidth}`"));
    });

    private static Task<bool> IsFocusedAsync(ILocator locator) => locator.EvaluateAsync<bool>("each => each === document.activeElement");
}
