using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Parts;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Bus.Dead;
using ReId.Cli.Output;
using Spectre.Console;

namespace ReId.Cli.Commands.Queue;

/// <summary><c>reid queue dead</c>: messages that could not be processed: what they are, back to work, away with them.</summary>
internal static class QueueCommand
{
    private const int MostShown = 10_000;

    public static Command Create() =>
        new("queue", "Look after the queues of a message broker") { new Command("dead", "Messages that could not be processed") { List(), Replay(), Purge() } };

    private static Command List()
    {
        var (bus, queue) = (PartArguments.BusOption(), QueueOption());
        var command = new Command("list", "What lies there, by queue and reason") { bus, queue };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(bus), parsed.GetValue(queue), async queues =>
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("queue", "messages", "oldest", "reason");
            var total = 0L;
            foreach (var dead in queues)
            {
                total += await dead.CountAsync(cancellationToken).ConfigureAwait(false);
                var letters = await dead.ListAsync(MostShown, cancellationToken).ConfigureAwait(false);
                foreach (var reason in letters.GroupBy(letter => letter.Reason).OrderByDescending(group => group.Count()))
                {
                    table.AddRow(
                        LineQueues.Dead(dead.Line), reason.Count().ToString(CultureInfo.InvariantCulture),
                        Age(reason.Min(letter => letter.At)), Markup.Escape(reason.Key));
                }
            }

            if (total > 0)
            {
                Terminal.Out.Write(table);
            }

            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{total} dead letters"));
        }, cancellationToken));
        return command;
    }

    private static Command Replay()
    {
        var (bus, queue) = (PartArguments.BusOption(), QueueOption());
        var most = new Option<int?>("--most") { Description = "Move so many at most, the oldest first (default: all)", HelpName = "N" };
        var command = new Command("replay", "Move them back to their line; what was done already changes nothing") { bus, queue, most };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(bus), parsed.GetValue(queue), async queues =>
        {
            var left = parsed.GetValue(most) is < 1 and var wrong
                ? throw new UsageException($"--most must be at least 1, not {wrong}.")
                : parsed.GetValue(most) ?? long.MaxValue;
            foreach (var dead in queues)
            {
                var moved = await dead.ReplayAsync(left, cancellationToken).ConfigureAwait(false);
                left -= moved;
                Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{dead.Line}: {moved} messages moved back"));
            }
        }, cancellationToken));
        return command;
    }

    private static Command Purge()
    {
        var (bus, queue) = (PartArguments.BusOption(), QueueOption());
        var yes = new Option<bool>("--yes") { Description = "Yes, delete them" };
        var command = new Command("purge", "Delete them for good") { bus, queue, yes };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(bus), parsed.GetValue(queue), async queues =>
        {
            if (!parsed.GetValue(yes))
            {
                var total = 0L;
                foreach (var dead in queues)
                {
                    total += await dead.CountAsync(cancellationToken).ConfigureAwait(false);
                }

                throw new UsageException($"purge would delete {total} messages for good, crops that never reached the gallery: give --yes, or replay them.");
            }

            foreach (var dead in queues)
            {
                var gone = await dead.PurgeAsync(cancellationToken).ConfigureAwait(false);
                Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{LineQueues.Dead(dead.Line)}: {gone} messages deleted"));
            }
        }, cancellationToken));
        return command;
    }

    private static Option<string?> QueueOption() => new("--queue")
    {
        Description = $"Only of this line: {LineQueues.Embed} or {LineQueues.Index} (default: both)",
        HelpName = "NAME",
    };

    private static async Task<int> WithAsync(string? address, string? queue, Func<IReadOnlyList<DeadQueue>, Task> work, CancellationToken cancellationToken)
    {
        if (queue is not null && !LineQueues.IsLine(queue))
        {
            throw new UsageException($"--queue '{queue}' is no line: choose one of {LineQueues.Embed}, {LineQueues.Index}.");
        }

        var bus = BusOptions.Read(address);
        if (!bus.IsRabbitMq)
        {
            throw new UsageException($"--bus is missing: queues outlive a command only at a message broker; give amqp://user:password@host, or set {BusOptions.Variable}.");
        }

        var connection = await BrokerConnection.OpenAsync(bus, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // The last line first: what the first one sends on must not be taken for what was dead before.
            await work([.. LineQueues.Lines.Select(line => line.Queue).Where(name => queue is null || name == queue).Reverse()
                .Select(name => new DeadQueue(connection, name))]).ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }

    private static string Age(DateTimeOffset? at) => at is not { } time ? "unknown" : (DateTimeOffset.UtcNow - time) switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min"),
        { TotalDays: < 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h"),
        var age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days"),
    };
}
