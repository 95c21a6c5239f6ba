using ReId.Testing.Servers;

[assembly: AssemblyFixture(typeof(ReId.Index.Tests.Support.PgVectorServer))]

namespace ReId.Index.Tests.Support;

/// <summary>
/// A real pgvector of the tests' own: PGlite, which is PostgreSQL compiled to WebAssembly. Started by the first test that
/// asks; without it the test is skipped, with CI=true it fails. It does one thing at a time, so one connection each.
/// </summary>
public sealed class PgVectorServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private NpmServer? _server;
    private int _schemas;

    /// <summary>Connection to a schema that nobody else uses.</summary>
    public async Task<string> CreateSchemaAsync() => Connection(await PortAsync(), $"Vectors {Interlocked.Increment(ref _schemas)}");

    public static string Connection(int port, string schema) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Password=only-for-tests;Database=postgres;Maximum Pool Size=1;Search Path={schema}";

    /// <summary>A server that a test may stop.</summary>
    public static async Task<NpmServer> StartOwnAsync()
    {
        Require();
        return await NpmServer.StartAsync("pglite");
    }

    /// <summary>One that was stopped, back where it was, and empty: it kept everything in memory.</summary>
    public static Task<NpmServer> StartEmptyAsync(int port) => NpmServer.StartAtAsync(port, "pglite");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _starting.Dispose();
    }

    private async Task<int> PortAsync()
    {
        Require();
        await _starting.WaitAsync();
        try
        {
            return (_server ??= await NpmServer.StartAsync("pglite")).Port;
        }
        finally
        {
            _starting.Release();
        }
    }

    private static void Require()
    {
        if (NpmServer.Missing("pglite") is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }
    }
}

/// <summary>Tests that share it take turns.</summary>
[CollectionDefinition(Name)]
public sealed class PgVectorCollection
{
    public const string Name = "pgvector";
}
