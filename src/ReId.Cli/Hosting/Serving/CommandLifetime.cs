using Microsoft.Extensions.Hosting;

namespace ReId.Cli.Hosting.Serving;

/// <summary>The host ends when the command does: the command line itself listens to Ctrl-C and SIGTERM.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
