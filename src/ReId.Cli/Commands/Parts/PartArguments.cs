using System.CommandLine;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Parts;

namespace ReId.Cli.Commands.Parts;

/// <summary>The options of a process that does one part of the work over a broker.</summary>
internal sealed class PartArguments
{
    private readonly Option<string?> _urls = new("--urls")
    {
        Description = "Addresses that answer /healthz and /readyz, separated by ';' (default: none)",
        HelpName = "URL",
    };

    private readonly Option<DirectoryInfo?> _blobs = new("--blobs")
    {
        Description = "The gallery's folder of pictures (DATA/blobs), for crops above 256 kB; needed for those only",
        HelpName = "DIR",
    };

    public Option<string?> Bus { get; } = BusOption();

    public static Option<string?> BusOption() => new("--bus")
    {
        Description = $"Message broker: amqp://user:password@host or amqps://… ('memory': none; default: ${BusOptions.Variable}, else memory)",
        HelpName = "ADDRESS",
    };

    public void AddTo(Command command)
    {
        command.Add(Bus);
        command.Add(_urls);
        command.Add(_blobs);
    }

    /// <summary>The options, or null where there is no broker.</summary>
    /// <exception cref="UsageException">An address is none, or an option needs a broker.</exception>
    public PartOptions? Read(ParseResult parsed)
    {
        var bus = BusOptions.Read(parsed.GetValue(Bus));
        if (!bus.IsRabbitMq)
        {
            return Array.Find<Option>([_urls, _blobs], option => parsed.GetResult(option) is { Implicit: false }) is { } given
                ? throw new UsageException($"{given.Name} is for work over a message broker: give --bus amqp://user:password@host, too, or set {BusOptions.Variable}.")
                : null;
        }

        var urls = (parsed.GetValue(_urls) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(urls, url => ServeArguments.Parse(url).Scheme == Uri.UriSchemeHttps) is { } https)
        {
            throw new UsageException($"--urls '{https}' is https, but only the health of this process is told here: use http on an address of your own network.");
        }

        if (parsed.GetValue(_blobs) is { Exists: false } missing)
        {
            throw new UsageException($"--blobs '{missing}' does not exist: give the folder 'blobs' in the directory of the gallery.");
        }

        return new PartOptions { Bus = bus, Urls = urls, Blobs = parsed.GetValue(_blobs)?.FullName };
    }
}
