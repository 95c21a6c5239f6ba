using System.CommandLine;
using ReId.Cli.Hosting.Parts;
using ReId.Cli.Output;

namespace ReId.Cli.Commands.Serve;

/// <summary><c>reid worker</c>: embeds the crops of a broker, and nothing else; as many as there is work for.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var bus = BusArgument.CreateRequired();
        var weights = CommonOptions.Weights();
        var device = CommonOptions.Device();
        var engine = CommonOptions.Engine();
        var urls = HealthArgument.Create();
        var command = new Command("worker", "Embed the crops that wait at a message broker") { bus, weights, device, engine, urls };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new WorkerOptions
            {
                Bus = BusArgument.Required(parsed.GetValue(bus), "reid worker"),
                Embedder = CommonOptions.Embedder(parsed.GetValue(weights), parsed.GetValue(device)!, parsed.GetValue(engine)),
                Urls = HealthArgument.Read(parsed.GetValue(urls)),
            };
            await using var worker = await Worker.StartAsync(options, cancellationToken).ConfigureAwait(false);
            Terminal.Line($"embedding crops of {options.Bus.Shown} with model {worker.Embedder.Model.Id}; Ctrl-C ends");
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Terminal.Line("ending: the batch at hand is finished");
            return ExitCodes.Success;
        });
        return command;
    }
}
