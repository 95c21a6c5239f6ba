using ReId.Index.PgVector;
using ReId.Index.Segments;
using ReId.Index.Tests.Segments;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.PgVector;

/// <summary>A real pgvector does what every index does.</summary>
[Collection(PgVectorCollection.Name)]
public sealed class PgVectorContract(PgVectorServer server) : VectorIndexContract
{
    private readonly Guid _gallery = Guid.NewGuid();
    private string? _connection;

    private protected override async Task<IVectorIndex> StartAsync(params ModelInfo[] models)
    {
        _connection ??= await server.CreateSchemaAsync();
        var index = new PgVectorIndex(Options() with { VectorDatabase = _connection }, _gallery, Folder, Source, new IndexLog(Log));
        await index.LoadAsync(models, Token);
        return index;
    }
}
