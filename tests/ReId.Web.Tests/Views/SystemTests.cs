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

    [Fact]
    public Task An_admin_reads_the_audit_log_and_is_told_why_a_model_cannot_be_changed_to() => VisitAsync("admin", "system", async visitor =>
    {
        var page = visitor.Page;
        await page.GetByText("Audit log").ClickAsync();
        await Expect(page.Locator(".audit-list li").First).ToContainTextAsync("admin of the tests");
        await Expect(page.Locator(".audit-list li").First).ToContainTextAsync("session.open");

        visitor.Expect("404");
        await visitor.Button("Change model").ClickAsync();
        await page.GetByLabel("Model file").FillAsync("next.safetensors");
        await visitor.Button("Begin").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no model file 'next.safetensors'");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Only_admins_see_the_audit_log_and_change_models() => VisitAsync("operator", "system", async visitor =>
    {
        await Expect(visitor.Page.Locator(".models")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Audit log")).ToHaveCountAsync(0);
        await Expect(visitor.Button("Change model")).ToHaveCountAsync(0);
    });
}
