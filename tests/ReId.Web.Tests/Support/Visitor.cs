using Microsoft.Playwright;

namespace ReId.Web.Tests.Support;

/// <summary>
/// Somebody before the page. Whatever they do, nothing may go wrong on the way: no error or warning in the console
/// (a violated content security policy is one), no failed request, nothing loaded from elsewhere.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Site _site;
    private readonly List<string> _complaints = [];
    private readonly List<string> _expected = [];

    private Visitor(IBrowserContext context, IPage page, Site site)
    {
        _context = context;
        _site = site;
        Page = page;
        page.SetDefaultTimeout(20_000);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text} {message.Location}");
        page.PageError += (_, error) => Note(true, $"exception: {error}");
        page.Request += (_, request) => Note(
            !request.Url.StartsWith(site.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal),
            $"request to {request.Url}");

        // Whether there is a session can only be found out by asking.
        Expect("401 (Unauthorized) ");
    }

    public IPage Page { get; }

    /// <summary>Cards of crops that are shown.</summary>
    public ILocator Cards => Page.Locator("main .crop-card:not(.skeleton)");

    public static async Task<Visitor> OpenAsync(IBrowserContext context, Site site) => new(context, await context.NewPageAsync(), site);

    /// <summary>Something that goes wrong on purpose: complaints that contain it are none.</summary>
    public void Expect(string piece) => _expected.Add(piece);

    /// <summary>Takes a session as the page does, without filling in the form.</summary>
    public async Task SignInAsync(string role)
    {
        var answer = await _context.APIRequest.PostAsync("/v1/session", new() { DataObject = new { key = _site.KeyOf(role) } });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

    public Task GoAsync(string address) => Page.GotoAsync($"/#/{address}");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The crops of the shown cards, in their order.</summary>
    public async Task<string[]> ShownAsync() => await Cards.EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.crop)");

    /// <summary>The cameras of the shown cards, in their order.</summary>
    public async Task<string[]> CamerasAsync() => [.. await Cards.Locator(".crop-camera").AllInnerTextsAsync()];

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    /// <exception cref="Xunit.Sdk.DoesNotContainException">Something went wrong.</exception>
    public void WasContent()
    {
        Assert.DoesNotContain(_complaints, complaint => !_expected.Exists(piece => complaint.Contains(piece, StringComparison.Ordinal)));
    }

    private void Note(bool wrong, string what)
    {
        if (wrong)
        {
            lock (_complaints)
            {
                _complaints.Add(what);
            }
        }
    }
}
