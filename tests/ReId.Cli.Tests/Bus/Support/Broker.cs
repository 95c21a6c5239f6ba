using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ReId.Cli.Hosting.Bus;
using ReId.Testing;

namespace ReId.Cli.Tests.Bus.Support;

/// <summary>
/// A RabbitMQ node of the tests' own, on loopback, in a folder that goes away with it; started by the first test that asks.
/// Each test has a virtual host of its own. Without Debian's rabbitmq-server the test is skipped, with CI=true it fails.
/// </summary>
public sealed class Broker : IAsyncDisposable
{
    /// <summary>What a line of a narrow virtual host holds.</summary>
    public const int NarrowLength = 10;

    private const int Hosts = 16;
    private const int NarrowHosts = 4;

    private readonly TemporaryFolder _folder = new();
    private int _port;
    private int _host;
    private int _narrow;

    private string Node => _folder.File("node");

    /// <summary>Address of an empty virtual host.</summary>
    internal Task<BusOptions> StartAsync() => StartAsync("t", ref _host, Hosts);

    /// <summary>The same, where an operator's policy has the lines hold few messages.</summary>
    internal Task<BusOptions> StartNarrowAsync() => StartAsync("narrow", ref _narrow, NarrowHosts);

    private Task<BusOptions> StartAsync(string kind, ref int number, int hosts)
    {
        Assert.True(number < hosts, "more tests than virtual hosts: raise their number");
        return StartAsync($"{kind}{number++}");
    }

    private async Task<BusOptions> StartAsync(string virtualHost)
    {
        if (_port == 0)
        {
            var (code, output) = await ScriptAsync("start", "load_definitions = " + Definitions());
            if (code == 3)
            {
                Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "RabbitMQ (Debian's rabbitmq-server) is not installed.");
            }

            Assert.True(code == 0, $"RabbitMQ did not start, code {code}: {output}");
            _port = new Uri(output.Trim()).Port;
        }

        return Address(_port, virtualHost);
    }

    internal static BusOptions Address(int port, string host) => BusOptions.Read(Text(port, host));

    internal static string Text(int port, string host) => $"amqp://guest:guest@127.0.0.1:{port}/{host}";

    internal static string Text(BusOptions bus) => Text(bus.Port, bus.VirtualHost);

    /// <summary>kill -9.</summary>
    internal Task KillAsync() => ScriptAsync("kill");

    internal async Task StartAgainAsync() => Assert.Equal(0, (await ScriptAsync("again")).Code);

    /// <summary>Messages that wait in a queue, those in a consumer's hand not counted; none where it is not declared yet.</summary>
    internal static async Task<(int Messages, int Consumers)> CountAsync(BusOptions bus, string queue)
    {
        await using var connection = await ConnectAsync(bus);
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            var counted = await channel.QueueDeclarePassiveAsync(queue);
            return ((int)counted.MessageCount, (int)counted.ConsumerCount);
        }
        catch (OperationInterruptedException failure) when (failure.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return (0, 0);
        }
    }

    internal static Task<IConnection> ConnectAsync(BusOptions bus) => new ConnectionFactory
    {
        HostName = bus.Host,
        Port = bus.Port,
        VirtualHost = bus.VirtualHost,
    }.CreateConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        if (_port != 0)
        {
            await ScriptAsync("stop");
        }

        _folder.Dispose();
    }

    // Loaded when the node starts: setting it up afterwards would take a second for each virtual host.
    private string Definitions()
    {
        var narrow = Enumerable.Range(0, NarrowHosts).Select(number => $"narrow{number}").ToArray();
        var hosts = Enumerable.Range(0, Hosts).Select(number => $"t{number}").Concat(narrow).Append("/").ToArray();
        var file = _folder.File("definitions.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            users = new[] { new { name = "guest", password = "guest", tags = "administrator" } },
            vhosts = hosts.Select(name => new { name }),
            permissions = hosts.Select(vhost => new { user = "guest", vhost, configure = ".*", write = ".*", read = ".*" }),
            policies = narrow.Select(vhost => new Dictionary<string, object>
            {
                ["vhost"] = vhost, ["name"] = "narrow", ["pattern"] = "^(embed|index)-crops$", ["apply-to"] = "queues",
                ["priority"] = 0, ["definition"] = new Dictionary<string, object> { ["max-length"] = NarrowLength },
            }),
        }));
        return file;
    }

    private async Task<(int Code, string Output)> ScriptAsync(string what, params string[] more)
    {
        // Output goes to a file: the node would inherit a pipe and keep it open.
        var output = _folder.File($"{what}.log");
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, Path.Combine(RepositoryPaths.Root, "build", "rabbitmq.sh"), what, Node },
        };
        foreach (var argument in more)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return (process.ExitCode, await File.ReadAllTextAsync(output));
    }
}

/// <summary>The tests that share the node; one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrokerTestGroup : ICollectionFixture<Broker>
{
    public const string Name = "broker";
}
