using System.Collections.Concurrent;
using Npgsql;
using ReId.Index.Database;
using ReId.Index.Segments;
using ReId.Index.Segments.Searching;

namespace ReId.Index.PgVector;

/// <summary>
/// The vectors of a gallery in a PostgreSQL database with pgvector: searched by its HNSW index, by cosine. Like the
/// built-in index a copy of what the gallery's own database holds.
/// </summary>
internal sealed class PgVectorIndex : IVectorIndex
{
    private readonly ConcurrentDictionary<int, PgModelIndex> _models = new();
    private readonly NpgsqlConnectionStringBuilder _place;
    private readonly NpgsqlDataSource _source;
    private readonly PgSchema _schema;
    private readonly IVectorSource _truth;
    private readonly IndexLog _log;
    private readonly string _segments;
    private readonly long _alwaysCompared;

    /// <param name="options">With <see cref="GalleryOptions.VectorDatabase"/>.</param>
    /// <param name="gallery">Whose vectors they are.</param>
    /// <param name="segments">Folder of the built-in index.</param>
    /// <param name="truth">The gallery's database.</param>
    /// <param name="log">Where trouble is told.</param>
    public PgVectorIndex(GalleryOptions options, Guid gallery, string segments, IVectorSource truth, IndexLog log)
    {
        _place = PostgresConnection.Parse(options.VectorDatabase!, "vector database");
        var schema = _place.SearchPath is { Length: > 0 } named ? named : PgSchema.DefaultName;
        _place.SearchPath = null; // Where pgvector itself is, is the server's business.
        _source = new NpgsqlDataSourceBuilder(_place.ConnectionString).Build();
        _schema = new PgSchema(_source, schema, gallery);
        (_truth, _log, _segments, _alwaysCompared) = (truth, log, segments, options.AlwaysCompared);
    }

    /// <inheritdoc/>
    public long Count => _models.Values.Sum(model => model.Count);

    /// <inheritdoc/>
    public IReadOnlyList<IndexStatus> Status() =>
    [
        .. from model in _models.Values
           select new IndexStatus
           {
               ModelId = model.Model.Name,
               Vectors = model.Count,
               Missing = 0,
               Segments = model.Count == 0 ? [] : [new SegmentStatus("pgvector", model.Count, model.Removed)],
           },
    ];

    /// <inheritdoc/>
    public int Segments(string model) => _models.Values.Any(index => index.Model.Name == model && index.Count > 0) ? 1 : 0;

    /// <inheritdoc/>
    public Task LoadAsync(IEnumerable<ModelInfo> models, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await _schema.OpenAsync(cancellationToken);
        foreach (var model in models)
        {
            await ModelOf(model).CompareAsync(cancellationToken);
        }

        // Nobody would take what is removed from now on out of the built-in index.
        if (Directory.Exists(_segments))
        {
            Directory.Delete(_segments, recursive: true);
        }

        return true;
    });

    /// <inheritdoc/>
    public Task CatchUpAsync(IEnumerable<ModelInfo> models, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        foreach (var model in models)
        {
            await ModelOf(model).CompareAsync(cancellationToken);
        }

        return true;
    });

    /// <inheritdoc/>
    public async Task AddAsync(IReadOnlyList<CommittedVector> vectors)
    {
        foreach (var group in vectors.GroupBy(vector => vector.Model))
        {
            var known = _models.ContainsKey(group.Key.Id);
            var index = ModelOf(group.Key);
            await FollowAsync(index, () => known ? index.AddAsync([.. group]) : index.CompareAsync(CancellationToken.None));
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(IReadOnlySet<Guid> crops)
    {
        foreach (var index in _models.Values)
        {
            await FollowAsync(index, () => index.RemoveAsync(crops));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScoredRecord>> SearchAsync(SearchQuery query, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<ScoredRecord>>(async () =>
        {
            if (!_models.TryGetValue(query.Model.Id, out var index))
            {
                return []; // The first vectors of the model are just being added.
            }

            var hits = await index.SearchAsync(query, _alwaysCompared, cancellationToken);
            return query.MinScore is { } least ? [.. hits.TakeWhile(hit => hit.Score >= least)] : hits;
        });

    /// <inheritdoc/>
    public Task CompactAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        foreach (var index in _models.Values)
        {
            await index.CompactAsync(cancellationToken);
        }

        return true;
    });

    /// <inheritdoc/>
    public Task RequireAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await _schema.RequireAsync(cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public Task SettleAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SaveAsync(bool closing) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private PgModelIndex ModelOf(ModelInfo model) =>
        _models.GetOrAdd(model.Id, _ => new PgModelIndex(model, _source, _schema, _truth, _log));

    private Task<T> GuardAsync<T>(Func<Task<T>> work) => PgFailures.GuardAsync(_place, work);

    private async Task FollowAsync(PgModelIndex index, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception failure)
        {
            _log.IndexFailed(failure, index.Model.Name);
        }
    }
}
