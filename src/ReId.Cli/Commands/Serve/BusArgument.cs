using System.CommandLine;
using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Commands.Serve;

/// <summary><c>--bus</c>: which broker.</summary>
internal static class BusArgument
{
    /// <param name="otherwise">What happens where neither the option nor the environment names a broker.</param>
    public static Option<string?> Create(string otherwise) => Create("amqp://user:password@host or 'memory'", otherwise);

    /// <summary>For a command that has nothing to do without a broker: read it by <see cref="Required"/>.</summary>
    public static Option<string?> CreateRequired() => Create("amqp://user:password@host", "required");

    /// <exception cref="UsageException">No broker is named.</exception>
    public static BusOptions Required(string? option, string command)
    {
        var bus = BusOptions.Read(option, brokerOnly: true);
        return bus.IsRabbitMq
            ? bus
            : throw new UsageException($"{command} needs a message broker: give --bus amqp://user:password@host, or set {BusOptions.Variable}.");
    }

    private static Option<string?> Create(string what, string otherwise) => new("--bus")
    {
        Description = $"{what} (default: ${BusOptions.Variable}, {otherwise})",
        HelpName = "ADDRESS",
    };
}
