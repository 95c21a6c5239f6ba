using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Bus.Dead;
using ReId.Cli.Output;
using Spectre.Console;

namespace ReId.Cli.Commands.Queues;

/// <summary><c>reid queue dead</c>: messages that could not be processed even after their retries.</summary>
internal static class DeadCommand
{
    public static Command Create() =>
        new("dead", "Messages that could not be processed: see them, send them back, delete them") { List(), Replay(), Purge() };

    private static Command List()
    {
        var most = CommonOptions.Count("--limit", "Most messages shown of a queue", 50);
        var command = new Command("list", "Show them, with why they died; they stay where they are") { most };
        WithQueues(command, async (parsed, queues, lines, cancellationToken) =>
        {
            foreach (var line in lines)
            {
                var count = await queues.CountAsync(LineQueues.Dead(line), cancellationToken).ConfigureAwait(false);
                Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{LineQueues.Dead(line)}: {count} messages"));
                var letters = await queues.ListAsync(line, parsed.GetValue(most), cancellationToken).ConfigureAwait(false);
                if (letters.Count > 0)
                {
                    Terminal.Out.Write(Table(letters));
                }
            }
        });
        return command;
    }

    private static Command Replay()
    {
        var command = new Command("replay", "Send them back to their lines, each with its own id");
        WithQueues(command, async (_, queues, lines, cancellationToken) =>
        {
            foreach (var line in lines)
            {
                var gone = await queues.ReplayAsync(line, cancellationToken).ConfigureAwait(false);
                Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{LineQueues.Dead(line)}: {gone} messages went back to {line}"));
            }
        });
        return command;
    }

    private static Command Purge()
    {
        var yes = new Option<bool>("--yes") { Description = "Do it: they are gone for good" };
        var command = new Command("purge", "Delete them for good") { yes };
        WithQueues(command, async (parsed, queues, lines, cancellationToken) =>
        {
            foreach (var line in lines)
            {
                if (!parsed.GetValue(yes))
                {
                    var count = await queues.CountAsync(LineQueues.Dead(line), cancellationToken).ConfigureAwait(false);
                    throw new UsageException($"{count} messages of {LineQueues.Dead(line)} would be gone for good: repeat with --yes.");
                }

                var deleted = await queues.PurgeAsync(line, cancellationToken).ConfigureAwait(false);
                Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{LineQueues.Dead(line)}: {deleted} messages deleted"));
            }
        });
        return command;
    }

    private static void WithQueues(Command command, Func<ParseResult, DeadQueues, string[], CancellationToken, Task> work)
    {
        var bus = BusArgument.CreateRequired();
        var queue = new Option<string?>("--queue")
        {
            Description = $"Of this line only: {string.Join(" or ", LineQueues.Lines.Select(line => line.Queue))} (default: all)",
            HelpName = "NAME",
        };
        command.Add(bus);
        command.Add(queue);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var lines = Lines(parsed.GetValue(queue));
            var options = BusArgument.Required(parsed.GetValue(bus), "reid queue");
            await using var queues = await DeadQueues.OpenAsync(options, cancellationToken).ConfigureAwait(false);
            await work(parsed, queues, lines, cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        });
    }

    private static string[] Lines(string? name)
    {
        string[] all = [.. LineQueues.Lines.Select(line => line.Queue)];
        var chosen = Array.FindAll(all, line => name is null || name == line || name == LineQueues.Dead(line));
        return chosen.Length > 0 ? chosen : throw new UsageException($"--queue '{name}' is unknown: choose one of {string.Join(", ", all)}.");
    }

    private static Table Table(IReadOnlyList<DeadLetter> letters)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("message", "age", "why");
        foreach (var letter in letters)
        {
            table.AddRow(Markup.Escape(letter.MessageId.Length > 0 ? letter.MessageId : "without id"), Age(letter.DiedAt), Markup.Escape(letter.Reason));
        }

        return table;
    }

    private static string Age(DateTimeOffset? diedAt)
    {
        if (diedAt is null)
        {
            return "unknown";
        }

        var age = DateTimeOffset.UtcNow - diedAt.Value;
        return age.TotalHours >= 48 ? $"{(long)age.TotalDays} days"
            : age.TotalHours >= 2 ? $"{(long)age.TotalHours} h"
            : age.TotalMinutes >= 2 ? $"{(long)age.TotalMinutes} min"
            : $"{Math.Max(0, (long)age.TotalSeconds)} s";
    }
}
