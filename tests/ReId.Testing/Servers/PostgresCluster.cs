using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ReId.Testing.Servers;

/// <summary>
/// A PostgreSQL server of the tests' own (Debian's postgresql-15), on loopback, in a folder that goes away with it.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";

    /// <summary>Of the user postgres.</summary>
    public const string Password = "only-for-tests";

    private readonly TemporaryFolder _folder = new();
    private int _databases;

    private PostgresCluster()
    {
    }

    /// <summary>Why it cannot be started here, or null when it can.</summary>
    public static string? Missing => File.Exists($"{Programs}/pg_ctl") ? null : "PostgreSQL (Debian's postgresql-15) is not installed.";

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    private string Cluster => _folder.File("cluster");

    /// <summary>Starts one, and waits until it answers.</summary>
    public static async Task<PostgresCluster> StartAsync()
    {
        var cluster = new PostgresCluster();
        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>Connection to a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"reid_{Interlocked.Increment(ref _databases)}";
        await RunAsync([$"{Programs}/createdb", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", name]);
        return Connection(name);
    }

    /// <summary>Connection to a database that may not exist.</summary>
    public string Connection(string database, string password = Password) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Password={password};Database={database}";

    /// <summary>Starts a statement in a session of its own, for a caller that waits, or ends it.</summary>
    /// <param name="connection">A connection to a database of this cluster.</param>
    /// <param name="statement">SQL.</param>
    public Process Start(string connection, string statement)
    {
        var database = connection[(connection.LastIndexOf('=') + 1)..];
        var start = new ProcessStartInfo($"{Programs}/psql", ["-X", "-q", "-t", "-A", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-d", database, "-c", statement])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = Password;
        return Process.Start(start)!;
    }

    /// <summary>What a statement answers; null where it fails.</summary>
    /// <param name="connection">A connection to a database of this cluster.</param>
    /// <param name="statement">SQL.</param>
    public async Task<string?> AskAsync(string connection, string statement)
    {
        using var process = Start(connection, statement);
        var (answer, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.WhenAll(answer, errors);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (await answer).Trim() : null;
    }

    /// <summary>Stops it, as an operator does who does not wait for anybody.</summary>
    public Task StopAsync() => RunAsServerAsync("pg_ctl", "-D", Cluster, "-m", "fast", "-w", "stop");

    /// <summary>Starts it again where it was, with what it holds.</summary>
    public Task StartAgainAsync() => RunAsServerAsync(
        "pg_ctl", "-D", Cluster, "-w", "-l", Path.Combine(Cluster, "log"),
        "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start");

    /// <summary>Stops it for good.</summary>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
        {
            await RunAsServerAsync("pg_ctl", "-D", Cluster, "-m", "immediate", "-w", "stop");
        }

        _folder.Dispose();
    }

    private async Task StartServerAsync()
    {
        // The server refuses to run as root: then it runs as the package's own user.
        await File.WriteAllTextAsync(_folder.File("password"), Password);
        if (Environment.UserName == "root")
        {
            await RunAsync(["/bin/chown", "-R", "postgres", _folder.Path]);
        }

        await RunAsServerAsync("initdb", "-D", Cluster, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", _folder.File("password"), "-E", "UTF8", "--locale", "C", "--no-sync");
        Port = FreePort();
        await StartAgainAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsServerAsync(string program, params string[] arguments) => RunAsync(
        Environment.UserName == "root"
            ? ["/sbin/runuser", "-u", "postgres", "--", $"{Programs}/{program}", .. arguments]
            : [$"{Programs}/{program}", .. arguments]);

    private static async Task RunAsync(string[] command)
    {
        // Output goes nowhere: the server would inherit a pipe and keep it open.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.Environment["PGPASSWORD"] = Password;
        foreach (var argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. command])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with code {process.ExitCode}");
    }
}
