using Microsoft.Playwright;
using ReId.Testing;
using ReId.Web.Tests.Support;

namespace ReId.Web.Tests.Views;

/// <summary>A test that looks at the page.</summary>
public abstract class PageTest(Site site) : IAsyncLifetime
{
    private protected Site Site { get; } = site;

    /// <summary>Starts the site, or skips the test where there is no browser.</summary>
    public async ValueTask InitializeAsync() => await Site.StartAsync(Token);

    /// <summary>The site stays for the next test.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Somebody signs in with a role, opens a view and does something there.</summary>
    private protected Task VisitAsync(string role, string view, Func<Visitor, Task> act, int width = 1280) => VisitAsync(async visitor =>
    {
        await visitor.SignInAsync(role);
        await visitor.GoAsync(view);
        await act(visitor);
    }, width);

    /// <summary>Somebody without a session does something. Where that fails, a picture of the page lies beside the results.</summary>
    private protected async Task VisitAsync(Func<Visitor, Task> act, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        await using var visitor = await Site.VisitAsync(width, scheme: scheme);
        try
        {
            await act(visitor);
        }
        catch (Exception)
        {
            var picture = Path.Combine(RepositoryPaths.Root, "artifacts", "test-results", $"{GetType().Name}-{TestContext.Current.TestMethod?.MethodName}.png");
            await visitor.Page.ScreenshotAsync(new() { Path = picture });
            throw;
        }

        visitor.WasContent();
    }

    private protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    /// <summary>A picture as a file that somebody chooses.</summary>
    private protected static FilePayload Upload(byte[] picture, string name = "person.jpg", string type = "image/jpeg") =>
        new() { Name = name, MimeType = type, Buffer = picture };
}
