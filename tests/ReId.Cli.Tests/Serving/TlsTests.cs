using System.Net;
using System.Net.Http.Json;
using System.Security.Authentication;
using ReId.Cli.Tests.Support;
using ReId.Testing;

namespace ReId.Cli.Tests.Serving;

/// <summary>A server with a certificate of its own, as its options name it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("gallery");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("server.pem", null)]
    [InlineData("server.pem", "pa ss")]
    [InlineData("server.pfx", "pa ss")]
    public async Task A_session_over_TLS_has_a_cookie_that_is_sent_over_TLS_only(string file, string? password)
    {
        using var certificate = OwnCertificate.Create();
        OwnCertificate.Write(certificate, _folder.File(file), password);
        var key = await RunningService.KeyAsync(Data, "operator");
        string[] command = ["serve", "--data", Data, "--certificate", _folder.File(file)];
        if (password is not null)
        {
            await File.WriteAllTextAsync(_folder.File("password"), password + "\n", Token);
            command = [.. command, "--certificate-password-file", _folder.File("password")];
        }

        await using var service = await RunningService.StartAsync(certificate, command);
        using var browser = service.Client();

        using var opened = await browser.PostAsJsonAsync("/v1/session", new { key }, Token);
        var csrf = (await TestServer.JsonAsync(opened)).GetProperty("csrfToken").GetString();
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        string[] attributes = [.. cookie.Split(';').Skip(1).Select(attribute => attribute.Trim().ToLowerInvariant())];
        Assert.Superset(new HashSet<string> { "secure", "httponly", "samesite=strict", "path=/" }, attributes.ToHashSet());

        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/v1/stats", Token)).StatusCode);
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", csrf);
        using var closed = await browser.DeleteAsync("/v1/session", Token);
        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);

        // A cookie is taken away by one of the same attributes only.
        Assert.Contains("secure", Assert.Single(closed.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_does_not_trust_the_certificate_or_speaks_no_TLS_gets_nothing()
    {
        using var certificate = OwnCertificate.Create();
        OwnCertificate.Write(certificate, _folder.File("server.pem"), null);
        await using var service = await RunningService.StartAsync(certificate, "serve", "--data", Data, "--certificate", _folder.File("server.pem"));
        using var trusting = service.Client();
        using var stranger = new HttpClient { BaseAddress = trusting.BaseAddress };
        using var plain = new HttpClient { BaseAddress = new UriBuilder(trusting.BaseAddress!) { Scheme = "http" }.Uri };

        Assert.Equal(HttpStatusCode.OK, (await trusting.GetAsync("/healthz", Token)).StatusCode);
        var distrust = await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync("/healthz", Token));
        Assert.IsType<AuthenticationException>(distrust.InnerException);
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync("/healthz", Token));
    }

    [Fact]
    public async Task A_session_without_TLS_has_a_cookie_that_its_browser_sends()
    {
        var key = await RunningService.KeyAsync(Data, "viewer");
        await using var service = await RunningService.StartAsync("serve", "--data", Data);
        using var browser = service.Client();

        using var opened = await browser.PostAsJsonAsync("/v1/session", new { key }, Token);

        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.DoesNotContain("secure", Assert.Single(opened.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_missing_for_TLS_is_said()
    {
        using var certificate = OwnCertificate.Create();
        var (pem, pfx, secret) = (_folder.File("server.pem"), _folder.File("server.pfx"), _folder.File("password"));
        OwnCertificate.Write(certificate, pem, null);
        OwnCertificate.Write(certificate, pfx, "right");
        await File.WriteAllTextAsync(secret, "wrong", Token);
        await File.WriteAllTextAsync(_folder.File("none.pem"), "no certificate", Token);

        (await ServeAsync("https://127.0.0.1:0")).IsWrongUsage("https:// address", "--certificate FILE");
        (await ServeAsync("http://127.0.0.1:0", "--certificate", pem)).IsWrongUsage("--certificate is given", "no https:// address");
        (await ServeAsync("https://127.0.0.1:0", "--certificate", _folder.File("lost.pem"))).IsFailure("lost.pem", "does not exist");
        (await ServeAsync("https://127.0.0.1:0", "--certificate", _folder.File("none.pem"))).IsFailure("none.pem", "cannot be used", ".pfx");
        (await ServeAsync("https://127.0.0.1:0", "--certificate", pfx, "--certificate-password-file", secret)).IsFailure("server.pfx", "cannot be used");
        (await ServeAsync("https://127.0.0.1:0", "--certificate", pfx, "--certificate-password-file", _folder.File("lost"))).IsFailure("--certificate-password-file", "does not exist");
        Assert.False(Directory.Exists(Data));
    }

    private Task<ReidResult> ServeAsync(string urls, params string[] more) => Reid.RunAsync(["serve", "--data", Data, "--urls", urls, .. more]);
}
