using ReId.Index.Segments.Cache;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Searching;

namespace ReId.Index.Segments;

/// <summary>How the index of a model is kept; the same for all models of a gallery.</summary>
/// <param name="Kind">Kind of index of sealed segments.</param>
/// <param name="HeadRows">Rows of a full head.</param>
/// <param name="ReplayAtOnce">So many missing rows are waited for when it opens; more are replayed while it serves.</param>
/// <param name="Store">Sealed segments on disk.</param>
/// <param name="Source">The database.</param>
/// <param name="Threads">Where searches run.</param>
/// <param name="Limits">What searches keep to.</param>
/// <param name="Log">Where trouble is told.</param>
internal sealed record IndexSetup(
    ISegmentFactory Kind,
    int HeadRows,
    int ReplayAtOnce,
    SegmentStore Store,
    IVectorSource Source,
    SearchThreads Threads,
    SearchLimits Limits,
    IndexLog Log);

/// <summary>
/// The vector index of one model. Searches hold the state that they began with and wait for nobody; changes take turns.
/// Contents that a failed change has spoilt are thrown away, and the next search loads them anew.
/// </summary>
internal sealed partial class ModelIndex(ModelInfo model, IndexSetup setup) : IAsyncDisposable
{
    private readonly SemaphoreSlim _changing = new(1);
    private readonly List<VectorRecord> _missing = []; // Stored, but not searchable yet; by rising sequence number.
    private IndexState? _state;
    private int _missingCount;
    private long _lastSequence;
    private bool _disposed;

    public ModelInfo Model => model;

    /// <summary>Vectors that can be found.</summary>
    public int Count => Volatile.Read(ref _state)?.Live ?? 0;

    /// <summary>Vectors that are stored but cannot be found before they are rebuilt.</summary>
    public int Missing => Volatile.Read(ref _missingCount);

    /// <summary>Its segments at this moment, for looking at.</summary>
    public IReadOnlyList<Segment> Segments => Volatile.Read(ref _state)?.Segments ?? [];

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await ReloadAsync(cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Adds vectors that the database has committed.</summary>
    public Task AddAsync(IReadOnlyList<CommittedVector> vectors) => ChangeAsync(() =>
    {
        foreach (var vector in vectors)
        {
            // A reload between the commit and here has brought it already.
            if (vector.Record.Sequence > _lastSequence)
            {
                Append(vector.Record, vector.Half);
            }
        }
    });

    /// <summary>Removes the vectors of crops that the database has removed.</summary>
    public Task RemoveAsync(IReadOnlySet<Guid> crops) => ChangeAsync(() =>
    {
        var set = new GuidSet(crops);
        foreach (var segment in _state!.Segments)
        {
            segment.Table.Delete(set);
        }

        _missing.RemoveAll(record => set.Contains(record.CropId));
        Volatile.Write(ref _missingCount, _missing.Count);
    });

    public async Task<IReadOnlyList<ScoredRecord>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
            if (Volatile.Read(ref _state) is not { } state)
            {
                await ReloadSpoiltAsync(cancellationToken);
            }
            else if (state.TryHold())
            {
                try
                {
                    return await setup.Threads.RunAsync(
                        () => TopKSearch.Run(state, query, setup.Limits, cancellationToken),
                        cancellationToken);
                }
                finally
                {
                    state.Release();
                }
            }
        }
    }

    /// <summary>Searches in progress keep what they hold until they end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _changing.WaitAsync();
        Volatile.Write(ref _disposed, true);
        Swap(null);
        _changing.Release();
    }

    private async Task ChangeAsync(Action change)
    {
        await _changing.WaitAsync();
        try
        {
            if (_state is not null) // Otherwise the next search loads it all anyway.
            {
                change();
            }
        }
        catch
        {
            Swap(null);
            throw;
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Append(in VectorRecord record, ReadOnlyMemory<byte> half)
    {
        if (_state!.Head is var head && head.Table.Count == head.Table.Capacity)
        {
            var next = Segment.CreateHead(model.Dimension, setup.HeadRows);
            Swap(new IndexState(_state.Segments, next));
            next.Release();
            head = next;
        }

        head.Vectors.Set(head.Table.Count, half.Span);
        head.Table.Append(record);
        _lastSequence = record.Sequence;
    }

    private void Swap(IndexState? next)
    {
        var before = _state;
        Volatile.Write(ref _state, next);
        before?.Release();
    }
}
