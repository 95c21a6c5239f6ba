using System.Collections.Concurrent;

namespace ReId.Index.Segments;

/// <summary>The vector indexes of all models, and their cache.</summary>
internal sealed class VectorIndex : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, ModelIndex> _models = new();
    private readonly ISegmentFactory _factory;
    private readonly SegmentCache _cache;
    private readonly SearchThreads _threads;
    private readonly IVectorSource _source;
    private readonly int _cacheEvery;
    private readonly IndexLog _log;
    private Task _saving = Task.CompletedTask;

    public VectorIndex(GalleryOptions options, string folder, IVectorSource source, IndexLog log)
    {
        _factory = SegmentCatalog.Get(options.IndexKind);
        _cache = new SegmentCache(folder, _factory.Name, log);
        _threads = new SearchThreads(options.SearchThreads);
        _source = source;
        _cacheEvery = options.CacheEvery;
        _log = log;
    }

    public long Count => _models.Values.Sum(model => (long)model.Count);

    /// <summary>Number of segments of a model's index.</summary>
    public int Segments(string model) =>
        _models.Values.Where(index => index.Model.Name == model).Sum(index => index.Segments);

    public async Task LoadAsync(IEnumerable<ModelInfo> models, CancellationToken cancellationToken)
    {
        await _cache.OpenAsync(cancellationToken);
        foreach (var model in models)
        {
            var index = Create(model);
            _models[model.Id] = index;
            await index.LoadAsync(_cache.Find(model), cancellationToken);
        }
    }

    /// <summary>Compares every index with the database and follows it; not beside a write.</summary>
    public async Task CatchUpAsync(IEnumerable<ModelInfo> models, CancellationToken cancellationToken)
    {
        foreach (var model in models)
        {
            if (_models.TryGetValue(model.Id, out var index))
            {
                await index.CatchUpAsync(cancellationToken);
            }
            else
            {
                _models[model.Id] = Create(model); // The next search loads it.
            }
        }
    }

    /// <summary>
    /// Adds committed vectors. Never fails: they are stored, and an index that cannot follow is reloaded by the next
    /// search.
    /// </summary>
    public async Task AddAsync(IReadOnlyList<CommittedVector> vectors)
    {
        foreach (var group in vectors.GroupBy(vector => vector.Model))
        {
            if (_models.TryGetValue(group.Key.Id, out var index))
            {
                await FollowAsync(
                    index, () => index.AddAsync([.. group.Select(vector => (vector.Record, vector.Vector))]));
            }
            else
            {
                index = Create(group.Key);
                await FollowAsync(index, () => index.LoadAsync(cached: null, CancellationToken.None));
                _models[group.Key.Id] = index;
            }
        }

        // A larger index is written less often, so that writing it stays a constant share of the work.
        if (_saving.IsCompleted && _models.Values.Any(index => index.Unsaved >= Math.Max(_cacheEvery, index.Count / 4)))
        {
            _saving = Task.Run(() => SaveAsync(closing: false));
        }
    }

    /// <summary>Removes the vectors of crops that were removed. Never fails, like <see cref="AddAsync"/>.</summary>
    public async Task RemoveAsync(IReadOnlySet<Guid> crops)
    {
        foreach (var index in _models.Values)
        {
            await FollowAsync(index, () => index.RemoveAsync(crops));
        }
    }

    public async Task<IReadOnlyList<ScoredRecord>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        if (!_models.TryGetValue(query.Model.Id, out var index))
        {
            return []; // The first vectors of the model are just being added.
        }

        var hits = await index.SearchAsync(
            query.Unit, query.K, query.Filter, query.GroupBy, cancellationToken);
        return query.MinScore is { } least ? [.. hits.TakeWhile(hit => hit.Score >= least)] : hits;
    }

    /// <summary>Writes what changed to the cache; a cache that cannot be written is only logged.</summary>
    public async Task SaveAsync(bool closing)
    {
        if (closing)
        {
            await _saving;
        }

        foreach (var index in _models.Values)
        {
            // Replaying a twentieth at the next start is quicker than writing everything now.
            if (index.Unsaved > (closing ? index.Count / 20 : Math.Max(_cacheEvery, index.Count / 4) - 1))
            {
                try
                {
                    await index.SaveAsync(_cache, CancellationToken.None);
                }
                catch (Exception failure)
                {
                    _log.CacheFailed(failure, index.Model.Name);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _saving;
        foreach (var index in _models.Values)
        {
            await index.DisposeAsync();
        }

        _threads.Dispose();
    }

    private ModelIndex Create(ModelInfo model) => new(model, _factory, _source, _threads, _log);

    private async Task FollowAsync(ModelIndex index, Func<Task> change)
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
