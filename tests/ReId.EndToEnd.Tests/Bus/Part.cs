using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using ReId.EndToEnd.Tests.Running;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>One process of the service. Without <c>./reid</c> before it, which looks at every start whether something must be built.</summary>
internal sealed class Part : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private Part(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static Part Start(string bus, Uri address, params string[] arguments)
    {
        var process = Launch(bus, [.. arguments, "--urls", address.ToString().TrimEnd('/')]);
        var part = new Part(process, address);
        process.OutputDataReceived += part.Hear;
        process.ErrorDataReceived += part.Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return part;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<ReidResult> RunAsync(string bus, params string[] arguments)
    {
        using var process = Launch(bus, arguments);
        return await Reid.FinishAsync(process);
    }

    /// <summary>Waits until its health is as wanted.</summary>
    public async Task HealthAsync(HttpStatusCode wanted, string words)
    {
        using var client = new HttpClient { BaseAddress = Address };
        await WaitAsync($"/readyz of {Address} to answer {wanted} with '{words}'", async () =>
        {
            try
            {
                using var answer = await client.GetAsync("/readyz", TestContext.Current.CancellationToken);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                return answer.StatusCode == wanted && text.Contains(words, StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public Task ReadyAsync() => HealthAsync(HttpStatusCode.OK, "\"broker\":\"healthy\"");

    /// <summary>Waits for something, as long as the process lives.</summary>
    public async Task WaitAsync(string what, Func<Task<bool>> condition)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_patience;)
        {
            if (await condition())
            {
                return;
            }

            Assert.False(_process.HasExited, $"the process ended instead of {what}:\n{Said}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"waited in vain for {what}:\n{Said}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<string> FinishAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"did not end:\n{Said}");
        }

        Assert.True(_process.ExitCode == 0, $"exit code {_process.ExitCode}:\n{Said}");
        return Said;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    /// <summary>SIGTERM, and an end in order.</summary>
    public async Task EndAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(s_patience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                Assert.Fail($"did not end after SIGTERM:\n{Said}");
            }

            Assert.True(_process.ExitCode is 0 or 130, $"exit code {_process.ExitCode} after SIGTERM:\n{Said}");
        }
    }

    internal static Process Launch(string bus, string[] arguments)
    {
        var program = Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "ReId.Cli", "release", "reid.dll");
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = RepositoryPaths.Root,
        };
        start.Environment["REID_BUS"] = bus;
        start.Environment["REID_ROOT"] = RepositoryPaths.Root;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }
}
