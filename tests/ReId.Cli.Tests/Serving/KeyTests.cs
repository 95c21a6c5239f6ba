using System.Net;
using System.Net.Http.Json;
using ReId.Index.Access;

namespace ReId.Cli.Tests.Serving;

/// <summary>Keys and the sessions that are exchanged for them.</summary>
public class KeyTests : ServiceTest
{
    [Fact]
    public async Task Keys_are_refused_in_urls_and_when_malformed_unknown_or_revoked()
    {
        await using var server = await StartAsync();
        var key = server.KeyOf(ApiRole.Viewer);
        Assert.Matches("^[A-Za-z0-9_-]{24,}$", key);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Viewer.GetAsync($"/v1/stats?api_key={key}", Token)).StatusCode);
        foreach (var wrong in new[] { "short", key + "x", key[..^1], new string('a', 5000) })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.Client(wrong).GetAsync("/v1/stats", Token)).StatusCode);
        }

        var (stored, text) = await server.Server.Stores.Keys.CreateAsync("gone", ApiRole.Admin, null, Token);
        await server.Server.Stores.Keys.RevokeAsync(stored.Id, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Client(text).GetAsync("/v1/stats", Token)).StatusCode);
        var (_, brief) = await server.Server.Stores.Keys.CreateAsync("brief", ApiRole.Admin, DateTimeOffset.UtcNow.AddMilliseconds(300), Token);
        await Task.Delay(400, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Client(brief).GetAsync("/v1/stats", Token)).StatusCode);
    }

    [Fact]
    public async Task A_session_reads_with_its_cookie_and_changes_only_with_its_token()
    {
        await using var server = await StartAsync();
        var opened = await server.Anonymous.PostAsJsonAsync("/v1/session", new { key = server.KeyOf(ApiRole.Operator) }, Token);
        var session = await TestServer.JsonAsync(opened);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(server.KeyOf(ApiRole.Operator), cookie, StringComparison.Ordinal);

        var browser = server.Anonymous;
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/v1/stats", Token)).StatusCode);
        var path = $"/v1/crops/{Guid.NewGuid()}";
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.DeleteAsync(path, Token)).StatusCode);
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", session.GetProperty("csrfToken").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.DeleteAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/v1/session", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/v1/stats", Token)).StatusCode);
    }
}
