using System.Diagnostics;
using System.Text;
using ReId.Testing;

namespace ReId.Cli.Tests.Bus.Support;

/// <summary>A long-running command in a process of its own, to be killed.</summary>
internal sealed class ReidProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _readyLine;

    private ReidProcess(Process process, string readyLine)
    {
        _process = process;
        _readyLine = readyLine;
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="readyLine">What it prints when it has started; empty to wait for nothing.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<ReidProcess> StartAsync(string readyLine, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "reid.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        start.Environment["REID_ROOT"] = RepositoryPaths.Root;
        var process = new ReidProcess(Process.Start(start)!, readyLine);
        process._process.OutputDataReceived += (_, line) => process.Take(line.Data);
        process._process.ErrorDataReceived += (_, line) => process.Take(line.Data);
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        if (readyLine.Length > 0)
        {
            await process._ready.Task.WaitAsync(s_patience);
        }

        return process;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its own end, which must be a success.</summary>
    public async Task SucceededAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        Assert.True(_process.ExitCode == 0, $"exit code {_process.ExitCode}\n{Output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line is null && _process.HasExited)
        {
            _ready.TrySetException(new InvalidOperationException($"it ended: {Output}"));
        }
        else if (line?.Contains(_readyLine, StringComparison.Ordinal) == true)
        {
            _ready.TrySetResult();
        }
    }
}
