using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ReId.Testing.Servers;

/// <summary>
/// A server out of an npm package that build/npm.sh installs, on loopback, as a process that ends with us: its
/// server.mjs says "ready" and then waits for the end of its standard input.
/// </summary>
public sealed class NpmServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private NpmServer(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Why a server cannot be started here, or null when it can.</summary>
    /// <param name="name">Folder below build/npm.</param>
    public static string? Missing(string name) => File.Exists(Path.Combine(FolderOf(name), ".stamp"))
        ? null
        : $"{name} is not installed in artifacts/npm: ./reid test does that where npm is.";

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="name">Folder below build/npm.</param>
    /// <param name="arguments">What follows the port.</param>
    public static Task<NpmServer> StartAsync(string name, params string[] arguments) => StartAtAsync(FreePort(), name, arguments);

    /// <summary>Starts it where one that was stopped has been.</summary>
    /// <param name="port">Its port.</param>
    /// <param name="name">Folder below build/npm.</param>
    /// <param name="arguments">What follows the port.</param>
    public static async Task<NpmServer> StartAtAsync(int port, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = FolderOf(name),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // s3rver makes its page tokens with DES, which OpenSSL 3 has put away.
        start.Environment["NODE_OPTIONS"] = "--openssl-legacy-provider";
        foreach (var argument in (string[])["server.mjs", $"{port}", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(s_patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line == "ready")
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // A full pipe would stop it.
                return new NpmServer(process, port);
            }
        }

        var said = await errors;
        process.Dispose();
        throw new InvalidOperationException($"{name} ended instead of serving: {said}");
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string FolderOf(string name) => Path.Combine(RepositoryPaths.Root, "artifacts", "npm", name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
