using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReId.Contracts;
using ReId.Index.Tests.Support;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>What a gallery does for additions, in PostgreSQL.</summary>
public sealed class PostgresAddTests(PostgresServer server) : AddTests
{
    protected override Task<string?> DatabaseAsync() => NewAsync(server);

    internal static async Task<string?> NewAsync(PostgresServer server) => await server.CreateDatabaseAsync(Token);
}

/// <summary>What a gallery does for reading, in PostgreSQL.</summary>
public sealed class PostgresReadTests(PostgresServer server) : ReadTests
{
    protected override Task<string?> DatabaseAsync() => PostgresAddTests.NewAsync(server);
}

/// <summary>What a gallery does for failures around a commit, in PostgreSQL.</summary>
public sealed class PostgresDoubtTests(PostgresServer server) : DoubtTests
{
    protected override Task<string?> DatabaseAsync() => PostgresAddTests.NewAsync(server);
}

/// <summary>What the schema promises, in PostgreSQL.</summary>
public sealed class PostgresSchemaTests(PostgresServer server) : SchemaTests
{
    protected override Task<string?> DatabaseAsync() => PostgresAddTests.NewAsync(server);
}

/// <summary>What is PostgreSQL's own.</summary>
public sealed class PostgresTests(PostgresServer server) : GalleryTest
{
    protected override Task<string?> DatabaseAsync() => PostgresAddTests.NewAsync(server);

    [Fact]
    public async Task Only_one_process_writes_a_database()
    {
        await using var gallery = await OpenAsync();

        var failure = await Assert.ThrowsAsync<ReIdException>(() => Index.Gallery.OpenAsync(
            new GalleryOptions { Directory = File("other"), Database = DatabaseOf(gallery) }, cancellationToken: Token));

        Assert.EndsWith("is in use by another ReId process: stop that process, or name another database.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await gallery.AddAsync([Sample.Entry()], Token)).Added);
    }

    [Fact]
    public async Task Connections_that_the_server_cuts_are_opened_again()
    {
        await using var gallery = await OpenAsync();
        var entries = Sample.Town(10);
        await gallery.AddAsync(entries.Take(5).ToList(), Token);
        await using (var killer = new NpgsqlConnection(DatabaseOf(gallery) + ";Pooling=false"))
        {
            // All but the session with the lock and this one.
            await killer.OpenAsync(Token);
            await using var command = killer.CreateCommand();
            command.CommandText =
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')";
            Assert.True((long)(await command.ExecuteScalarAsync(Token))! > 0);
        }

        Assert.Equal(5, (await gallery.AddAsync(entries, Token)).Added);
        Assert.Equal(10, (await gallery.StatsAsync(Token)).Crops);
    }

    [Fact]
    public async Task An_absent_database_a_wrong_password_and_an_absent_server_are_named()
    {
        _ = await server.CreateDatabaseAsync(Token);
        await SaysAsync<StoreUnavailableException>(server.Connection("nowhere"), "does not exist (", "createdb");
        await SaysAsync<StoreUnavailableException>(server.Connection("postgres", "wrong"), "refuses the user or password (", "Password");
        await SaysAsync<StoreUnavailableException>("Host=127.0.0.1;Port=1;Database=reid;Username=me", "cannot be reached (", "Host and Port");
        await SaysAsync<StoreUnavailableException>("postgres://ann:s3cret@127.0.0.1:1/reid", "cannot be reached (");
        await SaysAsync<ReIdException>("reid.db", "is no PostgreSQL connection (");
    }

    private async Task SaysAsync<T>(string database, params string[] parts)
        where T : ReIdException
    {
        var failure = await Assert.ThrowsAsync<T>(() => Index.Gallery.OpenAsync(
            new GalleryOptions { Directory = Directory, Database = database }, cancellationToken: Token));
        Assert.All(parts, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    private string DatabaseOf(Index.Gallery gallery)
    {
        using var context = gallery.Contexts.CreateContext();
        return server.Connection(context.Database.GetDbConnection().Database);
    }
}
