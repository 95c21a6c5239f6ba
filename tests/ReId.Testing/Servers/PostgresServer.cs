using Xunit;

namespace ReId.Testing.Servers;

/// <summary>
/// A <see cref="PostgresCluster"/> that the first test starts that asks. Without Debian's postgresql-15 the test is
/// skipped, with CI=true it fails. An assembly fixture for tests that need a database; whoever stops it has one of his own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private PostgresCluster? _cluster;

    /// <summary>Without Debian's postgresql-15 the test is skipped, with CI=true it fails.</summary>
    public static void Require()
    {
        if (PostgresCluster.Missing is { } missing)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", missing);
            Assert.Fail($"{missing} CI=true needs it.");
        }
    }

    /// <summary>Connection to a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        Require();
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

    /// <summary>Stops it, as an operator does who does not wait for anybody; after the first database was created.</summary>
    public Task StopAsync() => _cluster!.StopAsync();

    /// <summary>Starts it again where it was, with what it holds.</summary>
    public Task StartAgainAsync() => _cluster!.StartAgainAsync();

    /// <summary>Connection to a database that may not exist; after the first one was created.</summary>
    public string Connection(string database, string password = PostgresCluster.Password) => _cluster!.Connection(database, password);

    public async ValueTask DisposeAsync()
    {
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        _starting.Dispose();
    }
}
