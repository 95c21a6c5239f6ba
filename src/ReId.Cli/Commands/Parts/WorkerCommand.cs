using System.CommandLine;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Parts;
using ReId.Cli.Output;

namespace ReId.Cli.Commands.Parts;

/// <summary><c>reid worker</c>: embeds the crops of a broker.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var (weights, device, engine) = (CommonOptions.Weights(), CommonOptions.Device(), CommonOptions.Engine());
        var part = new PartArguments();
        var command = new Command("worker", "Embed the crops that a message broker hands out; any number share the work")
        {
            weights, device, engine,
        };
        part.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = part.Read(parsed) ?? throw new UsageException(
                $"--bus is missing: a worker takes its crops from a message broker; give amqp://user:password@host, or set {BusOptions.Variable} ('reid up' needs neither).");
            var embedding = CommonOptions.Embedder(parsed.GetValue(weights), parsed.GetValue(device)!, parsed.GetValue(engine));
            await using var worker = await Worker.StartAsync(options, embedding, cancellationToken).ConfigureAwait(false);
            Terminal.Line($"worker of {options.Bus.Shown}{Health(worker.Addresses)}; model {worker.Embedder.Model.Id}; Ctrl-C ends");
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Terminal.Line("ending: what was begun is finished");
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Health(IReadOnlyList<string> addresses) =>
        addresses.Count == 0 ? "" : $", health at {string.Join(", ", addresses)}";
}
