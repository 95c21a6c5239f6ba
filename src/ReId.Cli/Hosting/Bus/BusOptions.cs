namespace ReId.Cli.Hosting.Bus;

/// <summary>Which bus carries the messages: RabbitMQ at an address, or the memory of this process.</summary>
internal sealed record BusOptions
{
    /// <summary>Read where the option is not given.</summary>
    public const string Variable = "REID_BUS";

    private const int PlainPort = 5672;
    private const int TlsPort = 5671;

    private BusOptions()
    {
    }

    /// <summary>The bus inside this process; the default.</summary>
    public static BusOptions InMemory { get; } = new();

    /// <summary>Whether there is a broker.</summary>
    public bool IsRabbitMq => Host.Length > 0;

    public string Host { get; private init; } = "";

    public int Port { get; private init; }

    public string VirtualHost { get; private init; } = "/";

    public string User { get; private init; } = "guest";

    public string Password { get; private init; } = "guest";

    public bool Tls { get; private init; }

    /// <summary>A PEM file with the authority that signed the broker's certificate; null for those the system trusts.</summary>
    public string? CertificateAuthority { get; private init; }

    /// <summary>The address for people and logs: never the password.</summary>
    public string Shown => IsRabbitMq
        ? $"{(Tls ? "amqps" : "amqp")}://{User}@{Host}:{Port}/{(VirtualHost == "/" ? "" : VirtualHost)}"
        : "memory";

    /// <summary>The bus of an option's value, of the environment where that is null, else the one in memory.</summary>
    /// <param name="option">The option's value.</param>
    /// <param name="brokerOnly">Whether memory will not do, so that no sentence names it.</param>
    /// <exception cref="UsageException">The address is none; the message does not repeat it, since it may hold a password.</exception>
    public static BusOptions Read(string? option, bool brokerOnly = false)
    {
        var (text, name) = option is not null
            ? (option, "--bus")
            : (Environment.GetEnvironmentVariable(Variable) ?? "", $"the environment's {Variable}");
        return text is "" or "memory" ? InMemory : Parse(text, name, brokerOnly);
    }

    public override string ToString() => Shown;

    private static BusOptions Parse(string text, string name, bool brokerOnly)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps" or "rabbitmq") || uri.Host.Length == 0)
        {
            throw new UsageException(
                $"{name} is no address of a message broker: give amqp://user:password@host:5672/vhost{(brokerOnly ? " or amqps://…" : ", amqps://…, or 'memory'")}.");
        }

        var tls = uri.Scheme == "amqps";
        var user = uri.UserInfo.Split(':', 2);
        var vhost = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        return new BusOptions
        {
            Host = uri.IdnHost.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : tls ? TlsPort : PlainPort,
            VirtualHost = vhost.Length == 0 ? "/" : vhost,
            User = user[0].Length == 0 ? "guest" : Uri.UnescapeDataString(user[0]),
            Password = user.Length == 2 ? Uri.UnescapeDataString(user[1]) : "guest",
            Tls = tls,
            CertificateAuthority = Authority(uri.Query, name, tls),
        };
    }

    private static string? Authority(string query, string name, bool tls)
    {
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is not ["cacertfile", var value])
            {
                throw new UsageException($"{name} has the parameter '{part.Split('=')[0]}', which is unknown: only cacertfile=FILE is known.");
            }

            var file = Uri.UnescapeDataString(value);
            if (!tls || !File.Exists(file))
            {
                throw new UsageException(tls
                    ? $"{name} names the cacertfile '{file}', which does not exist."
                    : $"{name} names a cacertfile, but only an amqps:// address uses one.");
            }

            return file;
        }

        return null;
    }
}
