using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using ReId.Testing;

namespace ReId.Web.Tests.Support;

/// <summary><c>reid up</c> with a small gallery, and a browser to look at it; started by the first test that asks.</summary>
public sealed class Site : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _starting = new(1);
    private readonly Dictionary<string, string> _keys = [];
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    internal GalleryClient Gallery { get; private set; } = null!;

    internal string KeyOf(string role) => _keys[role];

    /// <summary>A browser window of somebody without a session.</summary>
    internal async Task<Visitor> VisitAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await Visitor.OpenAsync(context, this);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_process is not null)
        {
            await ReidCommand.InterruptAsync(_process);
            _process.Dispose();
        }

        Gallery?.Dispose();
        _folder.Dispose();
        _starting.Dispose();
    }

    /// <summary>Starts server and browser, once.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        Chromium.Require();
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_browser is null)
            {
                await ServeAsync(cancellationToken);
                _playwright = await Playwright.CreateAsync();
                Assertions.SetDefaultExpectTimeout((float)TimeSpan.FromSeconds(20).TotalMilliseconds);
                _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Program });
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var data = _folder.File("data");
        foreach (var role in (string[])["viewer", "operator", "admin"])
        {
            _keys[role] = await ReidCommand.CreateKeyAsync(data, role, cancellationToken);
        }

        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _process = ReidCommand.Start("up", "--data", data, "--urls", Address.ToString().TrimEnd('/'), "--weights", "synthetic", "--rate", "60000");
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Gallery = new GalleryClient(Address, _keys["operator"]);
        for (var start = Stopwatch.GetTimestamp(); !await Gallery.IsReadyAsync(cancellationToken); await Task.Delay(100, cancellationToken))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < s_patience && !_process.HasExited, "reid up did not become ready");
        }

        await Gallery.FillAsync(cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
