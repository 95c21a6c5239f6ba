using System.Diagnostics;
using ReId.Testing;

namespace ReId.Web.Tests.Support;

/// <summary><c>./reid</c> in a process of its own, as a user runs it.</summary>
internal static class ReidCommand
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Path.Combine(RepositoryPaths.Root, "reid"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            WorkingDirectory = RepositoryPaths.Root,
        };
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Makes a key and returns it.</summary>
    public static async Task<string> CreateKeyAsync(string data, string role, CancellationToken cancellationToken)
    {
        using var process = Start("keys", "create", "--role", role, "--name", $"{role} of the tests", "--data", data);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd().Split('\n')[^1];
    }

    public static async Task InterruptAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
