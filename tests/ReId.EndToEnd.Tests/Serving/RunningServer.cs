using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ReId.EndToEnd.Tests.Running;

namespace ReId.EndToEnd.Tests.Serving;

/// <summary>A server in a process of its own, ready to be asked, ended by Ctrl-C or by kill −9.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<ReidResult> _finished;

    private RunningServer(Process process, HttpClient client) =>
        (_process, _finished, Client) = (process, Reid.FinishAsync(process), client);

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="command">A command that takes <c>--urls</c>.</param>
    public static Task<RunningServer> StartAsync(params string[] command) => StartAsync(environment: [], command);

    /// <inheritdoc cref="StartAsync(string[])"/>
    /// <param name="environment">Variables of the process.</param>
    /// <param name="command">A command that takes <c>--urls</c>.</param>
    public static async Task<RunningServer> StartAsync(Dictionary<string, string?> environment, params string[] command)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var server = new RunningServer(
            Reid.Start(environment, [.. command, "--urls", address.ToString().TrimEnd('/')]), new HttpClient { BaseAddress = address });
        await server.ReadyAsync();
        return server;
    }

    /// <summary>As pulling the plug of the process.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _finished;
    }

    /// <summary>As Ctrl-C.</summary>
    public async Task StopAsync()
    {
        using var interrupt = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await interrupt.WaitForExitAsync(Token);
        var result = await _finished;
        Assert.True(result.ExitCode is 0 or 130, $"exit code {result.ExitCode}\n{result.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Client.Dispose();
    }

    private async Task ReadyAsync()
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_patience && !_process.HasExited;)
        {
            try
            {
                using var answer = await Client.GetAsync("/readyz", Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            await Task.Delay(200, Token);
        }

        Assert.Fail(_process.HasExited ? (await _finished).Error : "the service did not become ready");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
