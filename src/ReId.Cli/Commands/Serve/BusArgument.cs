using System.CommandLine;
using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Commands.Serve;

/// <summary><c>--bus</c>: which broker.</summary>
internal static class BusArgument
{
    /// <param name="otherwise">What happens where neither the option nor the environment names a broker.</param>
    public static Option<string?> Create(string otherwise) => new("--bus")
    {
        Description = $"amqp://user:password@host or 'memory' (default: ${BusOptions.Variable}, {otherwise})",
        HelpName = "ADDRESS",
    };

    /// <exception cref="UsageException">No broker is named.</exception>
    public static BusOptions Required(string? option, string command)
    {
        var bus = BusOptions.Read(option);
        return bus.IsRabbitMq
            ? bus
            : throw new UsageException($"{command} needs a message broker: give --bus amqp://user:password@host, or set {BusOptions.Variable}.");
    }
}
