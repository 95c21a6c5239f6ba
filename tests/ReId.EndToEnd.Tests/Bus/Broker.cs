using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using ReId.EndToEnd.Tests.Bus;
using ReId.Testing;

[assembly: AssemblyFixture(typeof(Broker))]

namespace ReId.EndToEnd.Tests.Bus;

/// <summary>
/// A RabbitMQ node of the tests' own, started by the first test that asks; every test has a virtual host to itself.
/// Without Debian's rabbitmq-server the test is skipped, with CI=true it fails.
/// </summary>
public sealed class Broker : IAsyncDisposable
{
    /// <summary>What a line of a narrow virtual host holds, by an operator's policy.</summary>
    public const int NarrowLength = 10;

    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int VirtualHosts = 20;
    private const int NarrowHosts = 4;

    private readonly TemporaryFolder _folder = new();
    private string? _address;
    private string? _tlsAddress;
    private int _given;
    private int _givenNarrow;

    private string Node => _folder.File("node");

    /// <summary>Address of an empty virtual host.</summary>
    public async Task<string> CreateAsync()
    {
        await StartAsync();
        Assert.True(_given < VirtualHosts, "too few virtual hosts are prepared");
        return $"{_address}t{_given++}";
    }

    /// <summary>Address of an empty virtual host whose lines are full soon.</summary>
    public async Task<string> CreateNarrowAsync()
    {
        await StartAsync();
        Assert.True(_givenNarrow < NarrowHosts, "too few narrow virtual hosts are prepared");
        return $"{_address}narrow{_givenNarrow++}";
    }

    /// <summary>Address over TLS of an empty virtual host, but for the authority that signed the broker's certificate.</summary>
    public async Task<string> CreateTlsAsync()
    {
        await CreateAsync();
        return $"{_tlsAddress}t{_given - 1}";
    }

    /// <summary>A file with the certificate of the authority that signed the broker's.</summary>
    public string Authority => _folder.File("authority.pem");

    /// <summary>Without Debian's rabbitmq-server the test is skipped, with CI=true it fails.</summary>
    public static void Require()
    {
        const string Reason = "RabbitMQ (Debian's rabbitmq-server) is not installed";
        if (!File.Exists(Program))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", Reason + ".");
            Assert.Fail(Reason + ", but CI=true.");
        }
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => ControlAsync("kill");

    /// <summary>Starts it again with what it has stored.</summary>
    public Task AgainAsync() => ControlAsync("again");

    public async ValueTask DisposeAsync()
    {
        if (_address is not null)
        {
            await ControlAsync("stop");
        }

        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        if (_address is not null)
        {
            return;
        }

        Require();
        var definitions = _folder.File("definitions.json");
        await File.WriteAllTextAsync(definitions, Definitions());
        var (certificate, key, tls) = (_folder.File("broker.pem"), _folder.File("broker-key.pem"), FreePort());
        BrokerCertificate.Write(Authority, certificate, key);
        var (code, output) = await RunAsync(
            "start",
            $"load_definitions = {definitions}",
            $"listeners.ssl.1 = 127.0.0.1:{tls}",
            $"ssl_options.cacertfile = {Authority}",
            $"ssl_options.certfile = {certificate}",
            $"ssl_options.keyfile = {key}");
        Assert.True(code == 0, $"RabbitMQ did not start: {output}");
        _address = output.Trim().Split('\n')[^1];
        _tlsAddress = $"amqps://guest:guest@127.0.0.1:{tls}/";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ControlAsync(string what)
    {
        var (code, output) = await RunAsync(what);
        Assert.True(code == 0, $"RabbitMQ, {what}: exit code {code}, {output}");
    }

    // Output through a file: the node would inherit a pipe and keep it open.
    private async Task<(int Code, string Output)> RunAsync(string what, params string[] more)
    {
        var output = _folder.File("output");
        var start = new ProcessStartInfo("/bin/bash", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "bash", output, Path.Combine(RepositoryPaths.Root, "build", "rabbitmq.sh"), what, Node, .. more]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return (process.ExitCode, await File.ReadAllTextAsync(output));
    }

    private static string Definitions()
    {
        // RabbitMQ's own form of a password: salt, then SHA-256 of salt and password.
        byte[] salt = [1, 2, 3, 4];
        byte[] hash = [.. salt, .. SHA256.HashData([.. salt, .. "guest"u8])];
        var narrow = Enumerable.Range(0, NarrowHosts).Select(i => $"narrow{i}").ToArray();
        string[] hosts = [.. Enumerable.Range(0, VirtualHosts).Select(i => $"t{i}"), .. narrow];
        return JsonSerializer.Serialize(new
        {
            rabbitmq_version = "3.10.8",
            users = new[] { new { name = "guest", password_hash = Convert.ToBase64String(hash), hashing_algorithm = "rabbit_password_hashing_sha256", tags = "administrator" } },
            vhosts = hosts.Select(name => new { name }),
            permissions = hosts.Select(vhost => new { user = "guest", vhost, configure = ".*", write = ".*", read = ".*" }),
            policies = narrow.Select(vhost => new Dictionary<string, object>
            {
                ["vhost"] = vhost,
                ["name"] = "narrow",
                ["pattern"] = "^(embed|index)-crops$",
                ["apply-to"] = "queues",
                ["priority"] = 0,
                ["definition"] = new Dictionary<string, object> { ["max-length"] = NarrowLength },
            }),
        });
    }
}
