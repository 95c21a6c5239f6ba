using System.Diagnostics;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Running;

/// <summary>Runs <c>./reid</c> as a user does, in a process of its own.</summary>
internal static class Reid
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    public static Task<ReidResult> RunAsync(params string[] arguments) =>
        RunAsync(environment: [], arguments);

    public static async Task<ReidResult> RunAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        return await FinishAsync(process);
    }

    /// <summary>Starts the command and leaves it running; the caller ends it.</summary>
    public static Process Start(Dictionary<string, string?> environment, params string[] arguments)
    {
        // A shell that runs the tests in the background has them ignore Ctrl-C, and every process that they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Path.Combine(RepositoryPaths.Root, "reid"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = RepositoryPaths.Root,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<ReidResult> FinishAsync(Process process)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new ReidResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
