using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ReId.Cli.Tests.Support;

/// <summary>A command line that serves over HTTP in this process, from its first answer until it is ended.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2? _trusted;
    private readonly Uri _address;
    private readonly Task<ReidResult> _result;

    private RunningService(X509Certificate2? trusted, string[] command)
    {
        _trusted = trusted;
        _address = new Uri($"{(trusted is null ? "http" : "https")}://127.0.0.1:{FreePort()}");
        _result = Reid.RunUntilAsync(_end.Token, [.. command, "--urls", _address.ToString().TrimEnd('/')]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<RunningService> StartAsync(params string[] command) => StartAsync(trusted: null, command);

    /// <param name="trusted">The only certificate that clients trust; null for a service without TLS.</param>
    /// <param name="command">A command that takes <c>--urls</c>.</param>
    public static async Task<RunningService> StartAsync(X509Certificate2? trusted, params string[] command)
    {
        var service = new RunningService(trusted, command);
        using var client = service.Client();
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(50, Token))
        {
            try
            {
                using var answer = await client.GetAsync("/healthz", Token);
                return service;
            }
            catch (HttpRequestException away) when (away.InnerException is SocketException && Stopwatch.GetElapsedTime(start) < s_patience)
            {
                Assert.False(service._result.IsCompleted, service._result.IsCompleted ? (await service._result).Error : "");
            }
        }
    }

    /// <summary>Makes a key with the command line and returns it.</summary>
    public static async Task<string> KeyAsync(string data, string role, params string[] more) =>
        (await Reid.RunAsync(["keys", "create", "--role", role, "--data", data, .. more])).Succeeded().Out.TrimEnd('\n').Split('\n')[^1];

    public HttpClient Client(string? key = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = false };
        if (_trusted is { } trusted)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(trusted) };
        }

        var client = new HttpClient(handler) { BaseAddress = _address };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return client;
    }

    /// <summary>Ends it as Ctrl-C does; returns what it said.</summary>
    public async Task<ReidResult> EndAsync()
    {
        await _end.CancelAsync();
        return (await _result).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _result;
        _end.Dispose();
    }

    private static X509ChainPolicy Trusting(X509Certificate2 certificate) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { certificate },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
