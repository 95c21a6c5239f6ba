using System.Collections.Concurrent;
using ReId.Index.Segments.Cache;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Maintenance;
using ReId.Index.Segments.Searching;

namespace ReId.Index.Segments;

/// <summary>The built-in index: segments of FAISS in the gallery's directory.</summary>
internal sealed class VectorIndex : IVectorIndex
{
    private readonly ConcurrentDictionary<int, ModelIndex> _models = new();
    private readonly SegmentStore _store;
    private readonly IndexSetup _setup;
    private readonly IndexMaintenance _maintenance;

    public VectorIndex(GalleryOptions options, string folder, IVectorSource source, IndexLog log)
    {
        var kind = SegmentCatalog.Get(options.IndexKind);
        _store = new SegmentStore(folder, log, options.OnIndexFile);
        var threads = new SearchThreads(options.SearchThreads);
        _setup = new IndexSetup(
            kind, options.CacheEvery, options.ReplayAtOnce, _store, source, threads,
            new SearchLimits(threads.CoresForEach, options.AlwaysCompared), log);
        _maintenance = new IndexMaintenance(() => _models.Values, () => _store.Strays(), log);
    }

    /// <inheritdoc/>
    public long Count => _models.Values.Sum(model => (long)model.Count);

    /// <summary>The index of each model at this moment.</summary>
    public ICollection<ModelIndex> Models => _models.Values;

    /// <inheritdoc/>
    public IReadOnlyList<IndexStatus> Status() =>
    [
        .. from model in _models.Values
           select new IndexStatus
           {
               ModelId = model.Model.Name,
               Vectors = model.Count,
               Missing = model.Missing,
               Segments =
               [
                   .. from segment in model.Segments
                      where segment.Table.Count > 0
                      select new SegmentStatus(
                          segment.Entry?.Kind ?? "memory", segment.Table.Live, segment.Table.Deletions),
               ],
           },
    ];

    /// <inheritdoc/>
    public int Segments(string model) => _models.Values.Where(index => index.Model.Name == model)
        .Sum(index => index.Segments.Count(segment => segment.Table.Count > 0));

    /// <inheritdoc/>
    public async Task LoadAsync(IEnumerable<ModelInfo> models, CancellationToken cancellationToken)
    {
        await _store.OpenAsync(cancellationToken);
        foreach (var model in models)
        {
            var index = Create(model);
            _models[model.Id] = index;
            await index.LoadAsync(cancellationToken);
        }

        _maintenance.Start();
        _maintenance.Poke();
    }

    /// <inheritdoc/>
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

        _maintenance.Poke();
    }

    /// <inheritdoc/>
    public async Task AddAsync(IReadOnlyList<CommittedVector> vectors)
    {
        foreach (var group in vectors.GroupBy(vector => vector.Model))
        {
            if (_models.TryGetValue(group.Key.Id, out var index))
            {
                await FollowAsync(index, () => index.AddAsync([.. group]));
            }
            else
            {
                index = Create(group.Key);
                await FollowAsync(index, () => index.LoadAsync(CancellationToken.None));
                _models[group.Key.Id] = index;
            }
        }

        _maintenance.Poke();
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(IReadOnlySet<Guid> crops)
    {
        foreach (var index in _models.Values)
        {
            await FollowAsync(index, () => index.RemoveAsync(crops));
        }

        _maintenance.Poke();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScoredRecord>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        if (!_models.TryGetValue(query.Model.Id, out var index))
        {
            return []; // The first vectors of the model are just being added.
        }

        var hits = await index.SearchAsync(query, cancellationToken);
        return query.MinScore is { } least ? [.. hits.TakeWhile(hit => hit.Score >= least)] : hits;
    }

    /// <inheritdoc/>
    public Task CompactAsync(CancellationToken cancellationToken) =>
        _maintenance.CompactAsync().WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task RequireAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SettleAsync() => _maintenance.SettleAsync();

    /// <inheritdoc/>
    public async Task SaveAsync(bool closing)
    {
        if (!closing)
        {
            _maintenance.Poke();
            return;
        }

        await _maintenance.StopAsync();
        foreach (var index in _models.Values)
        {
            try
            {
                while (index.TakeUnsaved() is { } job)
                {
                    await _maintenance.RunLastAsync(index, job);
                }
            }
            catch (Exception failure)
            {
                _setup.Log.CacheFailed(failure, index.Model.Name);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _maintenance.DisposeAsync();
        foreach (var index in _models.Values)
        {
            await index.DisposeAsync();
        }

        _setup.Threads.Dispose();
    }

    private ModelIndex Create(ModelInfo model) => new(model, _setup);

    private async Task FollowAsync(ModelIndex index, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception failure)
        {
            _setup.Log.IndexFailed(failure, index.Model.Name);
        }
    }
}
