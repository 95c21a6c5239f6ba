using System.CommandLine;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Serving;
using ReId.Cli.Output;

namespace ReId.Cli.Commands.Serve;

/// <summary><c>reid serve</c>: gallery, HTTP API and page; cameras and workers run elsewhere.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var serving = new ServeArguments();
        var bus = BusArgument.Create("else memory");
        var command = new Command("serve", "Serve the gallery over HTTP") { bus };
        serving.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(serving.Options(parsed) with { Bus = BusOptions.Read(parsed.GetValue(bus)) }, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        await using var server = await Server.StartAsync(options, cancellationToken).ConfigureAwait(false);
        var keys = options.Api.Keys ? "keys: './reid keys create --role viewer|operator|admin'" : "no keys asked for";
        Terminal.Line($"listening at {string.Join(", ", server.Addresses)} ({keys}); model {server.Embedder.Model.Id}; Ctrl-C ends");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Terminal.Line("ending: what was accepted is finished");
        return ExitCodes.Success;
    }
}
