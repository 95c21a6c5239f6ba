using System.CommandLine;

namespace ReId.Cli.Commands.Queues;

/// <summary><c>reid queue</c>: what lies at the message broker.</summary>
internal static class QueueCommand
{
    public static Command Create() =>
        new("queue", "Look after the queues of a message broker") { DeadCommand.Create() };
}
