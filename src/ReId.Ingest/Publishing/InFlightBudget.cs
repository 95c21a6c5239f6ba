using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ReId.Ingest.Publishing;

/// <summary>
/// How many crops may be between ingestion and the gallery at a time. MassTransit's in-memory transport takes messages
/// without limit, and a broker would fill its disk: publishing waits here instead, so memory stays flat however slow
/// the consumer is. Crops are released by id, so a second release, or one for another process's crop, changes nothing.
/// </summary>
public sealed class InFlightBudget : IDisposable
{
    /// <summary>Crops in flight unless said otherwise: about 2.5 MB of pictures, eight embedding batches.</summary>
    public const int DefaultCapacity = 256;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    // Each with when it was sent; far in the future while it is being sent.
    private readonly Dictionary<Guid, DateTimeOffset> _inFlight = [];
    private readonly HashSet<Guid> _leaving = [];
    private readonly SemaphoreSlim _free;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<Waiter> _waiters = [];
    private readonly TimeProvider _clock;
    private readonly TimeSpan? _expiry;
    private readonly ITimer? _expiring;
    private int _unheard;

    /// <summary>Creates a budget.</summary>
    /// <param name="capacity">Most crops in flight, at least 1.</param>
    /// <param name="logger">Told when nothing is released for long.</param>
    /// <param name="expiry">
    /// How long after it was sent a crop counts as in flight at most: over a broker whose queue may be purged. Null (the
    /// default) for ever.
    /// </param>
    /// <param name="clock">The time; null for the system's.</param>
    public InFlightBudget(
        int capacity = DefaultCapacity, ILogger<InFlightBudget>? logger = null, TimeSpan? expiry = null, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _free = new SemaphoreSlim(capacity, capacity);
        _logger = logger ?? NullLogger<InFlightBudget>.Instance;
        _clock = clock ?? TimeProvider.System;
        _expiry = expiry;
        if (expiry is { } time)
        {
            _expiring = _clock.CreateTimer(_ => Expire(), null, time / 8, time / 8);
        }
    }

    /// <summary>Most crops in flight.</summary>
    public int Capacity { get; }

    /// <summary>Crops in flight now.</summary>
    public int InFlight
    {
        get
        {
            lock (_gate)
            {
                return _inFlight.Count;
            }
        }
    }

    /// <summary>Crops of which nothing was heard in time, so far.</summary>
    public int Unheard => Volatile.Read(ref _unheard);

    /// <summary>Waits for room and takes it for a crop; taking it twice for the same crop is an error.</summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task AcquireAsync(Guid cropId, CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        while (!await _free.WaitAsync(s_patience, cancellationToken).ConfigureAwait(false))
        {
            waited += s_patience;
            IngestLog.BudgetExhausted(_logger, InFlight, waited.TotalSeconds);
        }

        lock (_gate)
        {
            if (!_inFlight.TryAdd(cropId, DateTimeOffset.MaxValue))
            {
                _free.Release();
                throw new InvalidOperationException($"crop {cropId} is in flight already");
            }
        }
    }

    /// <summary>The transport took a crop: from now on its answer is waited for.</summary>
    /// <param name="cropId">The crop; one that was answered already changes nothing.</param>
    public void Sent(Guid cropId)
    {
        lock (_gate)
        {
            if (_inFlight.ContainsKey(cropId))
            {
                _inFlight[cropId] = _clock.GetUtcNow();
            }
        }
    }

    /// <summary>Gives a crop's room back.</summary>
    /// <param name="cropId">The crop.</param>
    /// <returns>Whether it was in flight.</returns>
    public bool Release(Guid cropId)
    {
        Waiter[] done;
        lock (_gate)
        {
            if (!_inFlight.Remove(cropId))
            {
                return false;
            }

            _leaving.Remove(cropId);
            done = [.. _waiters.Where(waiter => waiter.Left.Remove(cropId) && waiter.Left.Count == 0)];
            _waiters.RemoveAll(done.Contains);
        }

        _free.Release();
        Array.ForEach(done, waiter => waiter.Done.TrySetResult());
        return true;
    }

    /// <summary>
    /// Does something about a crop that is in flight and then gives its room back, even if that fails. Of several
    /// calls for a crop, concurrent ones too, only the first does it.
    /// </summary>
    /// <param name="cropId">The crop.</param>
    /// <param name="beforehand">Done while the crop still counts as in flight.</param>
    /// <returns>Whether it was this call.</returns>
    internal bool Release(Guid cropId, Action beforehand)
    {
        lock (_gate)
        {
            if (!_inFlight.ContainsKey(cropId) || !_leaving.Add(cropId))
            {
                return false;
            }
        }

        try
        {
            beforehand();
        }
        finally
        {
            Release(cropId);
        }

        return true;
    }

    /// <summary>
    /// Completes when every crop that is in flight now was indexed or given up. What is published meanwhile, by a camera
    /// that never ends say, is not waited for.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task WaitForCurrentAsync(CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_gate)
        {
            if (_inFlight.Count == 0)
            {
                return;
            }

            waiter = new Waiter([.. _inFlight.Keys]);
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _expiring?.Dispose();
        _free.Dispose();
    }

    private void Expire()
    {
        var latest = _clock.GetUtcNow() - _expiry!.Value;
        Guid[] late;
        lock (_gate)
        {
            late = [.. _inFlight.Where(crop => crop.Value <= latest && !_leaving.Contains(crop.Key)).Select(crop => crop.Key)];
        }

        var count = late.Count(Release);
        if (count > 0)
        {
            Interlocked.Add(ref _unheard, count);
            IngestLog.Unheard(_logger, count, _expiry.Value.TotalSeconds);
        }
    }

    private sealed class Waiter(HashSet<Guid> left)
    {
        public HashSet<Guid> Left { get; } = left;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
