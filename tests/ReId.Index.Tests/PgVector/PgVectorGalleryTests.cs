using ReId.Contracts;
using ReId.Index.Tests.GalleryTests;
using ReId.Index.Tests.Support;
using ReId.Testing.Servers;

namespace ReId.Index.Tests.PgVector;

/// <summary>What a gallery does for searches, with pgvector.</summary>
[Collection(PgVectorCollection.Name)]
public sealed class PgVectorSearchTests(PgVectorServer server) : SearchTests
{
    protected override async Task<string?> VectorsAsync() => await server.CreateSchemaAsync();
}

/// <summary>What a gallery does for vectors of another model, with pgvector.</summary>
[Collection(PgVectorCollection.Name)]
public sealed class PgVectorOtherModelTests(PgVectorServer server) : OtherModelTests
{
    protected override async Task<string?> VectorsAsync() => await server.CreateSchemaAsync();
}

/// <summary>What a gallery does for erasures, with pgvector.</summary>
[Collection(PgVectorCollection.Name)]
public sealed class PgVectorErasureTests(PgVectorServer server) : ErasureTests.ErasureTests
{
    protected override async Task<string?> VectorsAsync() => await server.CreateSchemaAsync();
}

/// <summary>A gallery knows where its vectors are.</summary>
[Collection(PgVectorCollection.Name)]
public sealed class PgVectorPlaceTests(PgVectorServer server) : GalleryTest
{
    [Fact]
    public async Task It_is_not_opened_without_its_vector_database_and_may_leave_it()
    {
        var options = new GalleryOptions { Directory = Directory };
        var elsewhere = options with { VectorDatabase = await server.CreateSchemaAsync() };
        var entries = Sample.Town(20);
        await using (var gallery = await Index.Gallery.OpenAsync(options, cancellationToken: Token))
        {
            await gallery.AddAsync(entries, Token);
        }

        Assert.True(System.IO.Directory.Exists(File("segments")));
        await using (var gallery = await Index.Gallery.OpenAsync(elsewhere, cancellationToken: Token))
        {
            await SearchesAsync(gallery);
            Assert.False(System.IO.Directory.Exists(File("segments"))); // Nobody would take removed vectors out of it.
            Assert.Equal("pgvector", Assert.Single(Assert.Single(gallery.IndexStatus()).Segments).Kind);
        }

        var failure = await Assert.ThrowsAsync<ReIdException>(() => Index.Gallery.OpenAsync(options, cancellationToken: Token));
        Assert.Contains("has its vectors in a pgvector database: name it with --vectors or REID_VECTORS", failure.Message, StringComparison.Ordinal);
        await using (var gallery = await Index.Gallery.OpenAsync(options with { VectorDatabase = "none" }, cancellationToken: Token))
        {
            await SearchesAsync(gallery);
        }

        await using var again = await Index.Gallery.OpenAsync(options, cancellationToken: Token);
        await SearchesAsync(again);

        async Task SearchesAsync(Index.Gallery gallery)
        {
            var hits = await gallery.SearchAsync(entries[3].Vector, new SearchOptions { ModelId = entries[3].ModelId, K = 1 }, Token);
            Assert.Equal(entries[3].Crop.CropId, Assert.Single(hits).Crop.CropId);
        }
    }

    [Fact]
    public async Task What_is_no_connection_or_has_no_pgvector_is_named()
    {
        await SaysAsync("reid.db", "The gallery's vector database is no PostgreSQL connection (");
        await SaysAsync("postgres://ann:s3cret@127.0.0.1:1/reid", "The vector database reid on 127.0.0.1:1 cannot be reached (");

        async Task SaysAsync(string vectors, string begin)
        {
            var failure = await Assert.ThrowsAnyAsync<ReIdException>(() => Index.Gallery.OpenAsync(
                new GalleryOptions { Directory = Directory, VectorDatabase = vectors }, cancellationToken: Token));
            Assert.StartsWith(begin, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
        }
    }
}

/// <summary>A PostgreSQL without pgvector.</summary>
public sealed class PostgresWithoutPgVectorTests(PostgresServer server) : GalleryTest
{
    [Fact]
    public async Task It_is_said_what_is_missing()
    {
        var failure = await Assert.ThrowsAsync<ReIdException>(async () => await Index.Gallery.OpenAsync(
            new GalleryOptions { Directory = Directory, VectorDatabase = await server.CreateDatabaseAsync(Token) }, cancellationToken: Token));

        Assert.Contains("has no pgvector (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("CREATE EXTENSION vector", failure.Message, StringComparison.Ordinal);
    }
}
