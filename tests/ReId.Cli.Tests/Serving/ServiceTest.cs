using ReId.Search;

namespace ReId.Cli.Tests.Serving;

/// <summary>A test of the HTTP API that holds whatever database the gallery is in: a subclass names another one.</summary>
public abstract class ServiceTest
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The database of this test's gallery; null for SQLite in its directory.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    private protected async Task<TestServer> StartAsync(Func<ApiOptions, ApiOptions>? change = null)
    {
        var database = await DatabaseAsync();
        return await TestServer.StartAsync(change, gallery: options => options with { Database = database });
    }
}
