using Npgsql;
using ReId.Contracts;
using ReId.Index.PgVector;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.PgVector;

/// <summary>What is pgvector's own.</summary>
[Collection(PgVectorCollection.Name)]
public sealed class PgVectorIndexTests(PgVectorServer server) : IndexTest
{
    private readonly Guid _gallery = Guid.NewGuid();

    [Fact]
    public async Task The_index_of_pgvector_answers_and_exact_does_not_ask_it()
    {
        var connection = await server.CreateSchemaAsync();
        for (var i = 0; i < 3000; i++)
        {
            Source.Add(Model, Crowd.Next());
        }

        var index = await StartAsync(connection);
        var near = new SearchQuery(Model, Crowd.Next(), 10, new RecordFilter(), SearchGrouping.None, null);

        await index.SearchAsync(near with { Exact = true }, Token);
        var before = await ScansAsync(connection);
        await index.SearchAsync(near, Token);

        Assert.Equal((0L, 1L), (before, await ScansAsync(connection)));
        await CloseAsync(index);
    }

    [Fact]
    public async Task The_database_of_another_gallery_is_refused_and_left_alone()
    {
        var connection = await server.CreateSchemaAsync();
        var index = await StartAsync(connection);
        await AddAsync(index, 10);
        await CloseAsync(index);

        var failure = await Assert.ThrowsAsync<ReIdException>(() => StartAsync(connection, Guid.NewGuid()));

        Assert.Contains("holds the vectors of another gallery", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Search Path=NAME", failure.Message, StringComparison.Ordinal);
        index = await StartAsync(connection);
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task Of_two_that_are_the_same_gallery_the_later_one_writes()
    {
        var connection = await server.CreateSchemaAsync();
        var first = await StartAsync(connection);
        await AddAsync(first, 10);
        var second = await StartAsync(connection);

        await AddAsync(first, 1); // Stored, but not there.
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => SearchAsync(first, Crowd.Next(), 5));

        Assert.Contains("was taken over by another process", failure.Message, StringComparison.Ordinal);
        await second.CatchUpAsync([Model], Token);
        await AssertSameAsync(second);
        await CloseAsync(first);
        await CloseAsync(second);
    }

    [Fact]
    public async Task A_server_that_goes_is_named_and_one_that_comes_back_empty_is_filled_again()
    {
        var own = await PgVectorServer.StartOwnAsync();
        var connection = PgVectorServer.Connection(own.Port, "mine");
        var index = await StartAsync(connection);
        await AddAsync(index, 20);
        await own.DisposeAsync();

        await AddAsync(index, 5);
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => SearchAsync(index, Crowd.Next(), 5));
        Assert.StartsWith($"The vector database postgres on 127.0.0.1:{own.Port} cannot be reached (", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("only-for-tests", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(Log.Warnings, line => line.Contains("could not be brought up to date", StringComparison.Ordinal));
        await CloseAsync(index);

        index = await StartAsync(await server.CreateSchemaAsync());
        Assert.Equal(25, index.Count);
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task An_addition_that_failed_is_made_good_by_the_next_search()
    {
        var index = await StartAsync(await server.CreateSchemaAsync());
        await AddAsync(index, 20);
        var stored = Source.Add(Model, Crowd.Next());

        await index.AddAsync([stored with { Half = new byte[3] }]);

        await AssertSameAsync(index);
        Assert.Contains(Log.Warnings, line => line.Contains("could not be brought up to date", StringComparison.Ordinal));
        await CloseAsync(index);
    }

    [Theory]
    [InlineData(2000, "vector", "vector_cosine_ops")]
    [InlineData(2048, "halfvec", "halfvec_cosine_ops")]
    [InlineData(4096, "vector", null)]
    public async Task Vectors_of_any_length_find_themselves(int dimension, string type, string? operators)
    {
        var column = PgColumn.Of("wide", dimension);
        Assert.Equal((type, operators), (column.Type, column.Operators));
        var (model, crowd) = (new ModelInfo(1, "wide", dimension), new Crowd(dimension, 5, seed: 2));
        var index = await StartAsync(await server.CreateSchemaAsync(), models: model);
        var vectors = Enumerable.Range(0, 12).Select(_ => crowd.Next()).ToList();
        List<CommittedVector> committed = [.. vectors.Select(vector => Source.Add(model, vector))];
        await index.AddAsync(committed);

        foreach (var (vector, stored) in vectors.Zip(committed))
        {
            var hit = Assert.Single(await index.SearchAsync(new SearchQuery(model, vector, 1, new RecordFilter(), SearchGrouping.None, null), Token));
            Assert.Equal(stored.Record, hit.Record);
            Assert.Equal(1, hit.Score, 1e-3);
        }

        await CloseAsync(index);
    }

    [Fact]
    public void Vectors_that_are_too_long_are_refused() => Assert.Equal(
        "Vectors of model 'vast' have 20000 components, but pgvector takes 16000 at most: use the built-in index.",
        Assert.Throws<ReIdException>(() => PgColumn.Of("vast", 20_000)).Message);

    private async Task<PgVectorIndex> StartAsync(string connection, Guid? gallery = null, ModelInfo? models = null)
    {
        var index = new PgVectorIndex(Options() with { VectorDatabase = connection }, gallery ?? _gallery, Folder, Source, new IndexLog(Log));
        try
        {
            await index.LoadAsync([models ?? Model], Token);
            return index;
        }
        catch
        {
            await index.DisposeAsync();
            throw;
        }
    }

    private static async Task<long> ScansAsync(string connection)
    {
        await using var own = new NpgsqlConnection(connection + ";Pooling=false");
        await own.OpenAsync(Token);
        await using var command = own.CreateCommand();
        command.CommandText = "SELECT pg_stat_force_next_flush()"; // It has one session, so this one's and the gallery's.
        await command.ExecuteNonQueryAsync(Token);
        command.CommandText = "SELECT idx_scan FROM pg_stat_user_indexes WHERE schemaname = $1 AND indexrelname LIKE '%_hnsw'";
        command.Parameters.Add(new NpgsqlParameter { Value = new NpgsqlConnectionStringBuilder(connection).SearchPath! });
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
