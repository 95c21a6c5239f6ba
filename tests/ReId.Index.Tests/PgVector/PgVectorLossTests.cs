using System.Globalization;
using Npgsql;
using ReId.Contracts;
using ReId.Index.PgVector;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.PgVector;

/// <summary>A vector database that loses what was in it, under an index that stays open.</summary>
[Collection(PgVectorCollection.Name)]
public sealed class PgVectorLossTests(PgVectorServer server) : IndexTest
{
    private readonly Guid _gallery = Guid.NewGuid();

    [Fact]
    public async Task A_server_that_comes_back_empty_is_filled_by_the_next_search()
    {
        var own = await PgVectorServer.StartOwnAsync();
        var connection = PgVectorServer.Connection(own.Port, "mine");
        var index = await StartAsync(connection);
        await AddAsync(index, 20);
        await index.RequireAsync(Token);
        await own.DisposeAsync();

        await AddAsync(index, 5); // Stored, but not there.
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => index.RequireAsync(Token));
        Assert.Contains("cannot be reached (", failure.Message, StringComparison.Ordinal);

        await using var back = await PgVectorServer.StartEmptyAsync(own.Port);
        await index.RequireAsync(Token);
        await AssertSameAsync(index);
        Assert.Equal(25, await RowsAsync(connection));
        await CloseAsync(index);
    }

    [Fact]
    public async Task A_server_that_comes_back_empty_is_filled_by_a_change()
    {
        var own = await PgVectorServer.StartOwnAsync();
        var connection = PgVectorServer.Connection(own.Port, "mine");
        var index = await StartAsync(connection);
        await AddAsync(index, 20);
        await own.DisposeAsync();
        await AddAsync(index, 5);
        await using var back = await PgVectorServer.StartEmptyAsync(own.Port);

        // Changes leave it alone for a moment after each failure; nothing searches here.
        for (var before = -1L; before != Source.Count; before = await RowsAsync(connection))
        {
            await AddAsync(index, 1);
            await Task.Delay(50, Token);
        }

        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Theory]
    [InlineData("DROP SCHEMA {0} CASCADE")]
    [InlineData("DROP TABLE {0}.vectors_1")]
    [InlineData("DROP TABLE {0}.vectors_1; DROP TABLE {0}.models")]
    [InlineData("DROP TABLE {0}.vectors_1; DROP TABLE {0}.owner")]
    [InlineData("TRUNCATE {0}.vectors_1")]
    public async Task Tables_that_are_lost_are_filled_by_the_next_search(string loss)
    {
        var connection = await server.CreateSchemaAsync();
        var index = await StartAsync(connection);
        await AddAsync(index, 20);
        await RunAsync(connection, loss);

        await AssertSameAsync(index);

        Assert.Equal(20, await RowsAsync(connection));
        await AddAsync(index, 3);
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task Tables_that_are_lost_are_filled_by_the_next_change_at_once()
    {
        var connection = await server.CreateSchemaAsync();
        var index = await StartAsync(connection);
        var crops = await AddAsync(index, 20);

        await RunAsync(connection, "DROP SCHEMA {0} CASCADE");
        await AddAsync(index, 1);
        Assert.Equal(21, await RowsAsync(connection));

        await RunAsync(connection, "DROP TABLE {0}.vectors_1");
        await RemoveAsync(index, crops[..2]);
        Assert.Equal(19, await RowsAsync(connection));

        await RunAsync(connection, "DROP SCHEMA {0} CASCADE");
        await index.CompactAsync(Token);
        Assert.Equal(19, await RowsAsync(connection));
        await AssertSameAsync(index);
        Assert.Contains(Log.Warnings, line => line.Contains("has lost the vectors of model m; they are copied there again", StringComparison.Ordinal));
        await CloseAsync(index);
    }

    [Fact]
    public async Task What_is_restored_takes_nothing_over()
    {
        var connection = await server.CreateSchemaAsync();
        var first = await StartAsync(connection);
        await AddAsync(first, 5);
        var second = await StartAsync(connection);
        await RunAsync(connection, "DROP TABLE {0}.vectors_1");

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => SearchAsync(first, Crowd.Next(), 5));

        Assert.Contains("was taken over by another process", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first.RequireAsync(Token));
        await AssertSameAsync(second);
        await CloseAsync(first);
        await CloseAsync(second);
    }

    private async Task<PgVectorIndex> StartAsync(string connection)
    {
        var index = new PgVectorIndex(Options() with { VectorDatabase = connection }, _gallery, Folder, Source, new IndexLog(Log));
        await index.LoadAsync([Model], Token);
        return index;
    }

    private static async Task<long> RowsAsync(string connection)
    {
        try
        {
            return (long)(await RunAsync(connection, "SELECT count(*) FROM {0}.vectors_1"))!;
        }
        catch (PostgresException failure) when (PgSchema.IsLost(failure))
        {
            return 0;
        }
    }

    private static async Task<object?> RunAsync(string connection, string statement)
    {
        await using var own = new NpgsqlConnection(connection + ";Pooling=false");
        await own.OpenAsync(Token);
        await using var command = own.CreateCommand();
        var schema = new NpgsqlCommandBuilder().QuoteIdentifier(new NpgsqlConnectionStringBuilder(connection).SearchPath!);
        command.CommandText = string.Format(CultureInfo.InvariantCulture, statement, schema);
        return await command.ExecuteScalarAsync(Token);
    }
}
