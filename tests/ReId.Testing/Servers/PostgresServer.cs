using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ReId.Testing.Servers;

/// <summary>
/// A PostgreSQL server of the tests' own, on loopback, in a folder that goes away with it; started by the first test that
/// asks. Without Debian's postgresql-15 the test is skipped, with CI=true it fails. An assembly fixture for tests that need
/// a database; whoever stops it has one of his own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private const string Password = "only-for-tests";

    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _starting = new(1);
    private int _databases;

    /// <summary>Its port on 127.0.0.1, once started.</summary>
    public int Port { get; private set; }

    private string Cluster => _folder.File("cluster");

    /// <summary>Without Debian's postgresql-15 the test is skipped, with CI=true it fails.</summary>
    public static void Require()
    {
        if (!File.Exists($"{Programs}/pg_ctl"))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL (Debian's postgresql-15) is not installed.");
            Assert.Fail("PostgreSQL (Debian's postgresql-15) is not installed, but CI=true.");
        }
    }

    /// <summary>Connection to a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        var name = $"reid_{Interlocked.Increment(ref _databases)}";
        await RunAsync("createdb", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", name);
        return Connection(name);
    }

    /// <summary>Stops it, as an operator does who does not wait for anybody.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", Cluster, "-m", "fast", "-w", "stop");

    /// <summary>Starts it again where it was, with what it holds.</summary>
    public Task StartAgainAsync() => RunAsync(
        "pg_ctl", "-D", Cluster, "-w", "-l", Path.Combine(Cluster, "log"),
        "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start");

    /// <summary>Connection to a database that may not exist.</summary>
    public string Connection(string database, string password = Password) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Password={password};Database={database}";

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
        {
            await RunAsync("pg_ctl", "-D", Cluster, "-m", "immediate", "-w", "stop");
        }

        _folder.Dispose();
        _starting.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Require();
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (Port == 0)
            {
                // The server refuses to run as root: then it runs as the package's own user.
                File.WriteAllText(_folder.File("password"), Password);
                if (Environment.UserName == "root")
                {
                    await RunAsync("/bin/chown", "-R", "postgres", _folder.Path);
                }

                await RunAsync("initdb", "-D", Cluster, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", _folder.File("password"), "-E", "UTF8", "--locale", "C", "--no-sync");
                Port = FreePort();
                await StartAgainAsync();
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: the server would inherit a pipe and keep it open.
        string[] command = Path.IsPathRooted(program)
            ? [program, .. arguments]
            : Environment.UserName == "root"
                ? ["/sbin/runuser", "-u", "postgres", "--", $"{Programs}/{program}", .. arguments]
                : [$"{Programs}/{program}", .. arguments];
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
