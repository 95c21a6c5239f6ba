using ReId.Testing.Servers;

[assembly: AssemblyFixture(typeof(ReId.Index.Tests.Support.PostgresServer))]

namespace ReId.Index.Tests.Support;

/// <summary>
/// A PostgreSQL server of the tests' own, started by the first test that asks. Without Debian's postgresql-15 the test is
/// skipped, with CI=true it fails.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private PostgresCluster? _cluster;

    /// <summary>Connection to a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        if (PostgresCluster.Missing is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }

        await _starting.WaitAsync(cancellationToken);
        try
        {
            _cluster ??= await PostgresCluster.StartAsync();
        }
        finally
        {
            _starting.Release();
        }

        return await _cluster.CreateDatabaseAsync();
    }

    /// <summary>Connection to a database that may not exist; after the first one was created.</summary>
    public string Connection(string database, string password = PostgresCluster.Password) => _cluster!.Connection(database, password);

    public async ValueTask DisposeAsync()
    {
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        _starting.Dispose();
    }
}
