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

    private readonly HashSet<Guid> _inFlight = [];
    private readonly HashSet<Guid> _leaving = [];
    private readonly SemaphoreSlim _free;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private TaskCompletionSource _empty = Completed();

    /// <summary>Creates a budget.</summary>
    /// <param name="capacity">Most crops in flight, at least 1.</param>
    /// <param name="logger">Told when nothing is released for long.</param>
    public InFlightBudget(int capacity = DefaultCapacity, ILogger<InFlightBudget>? logger = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _free = new SemaphoreSlim(capacity, capacity);
        _logger = logger ?? NullLogger<InFlightBudget>.Instance;
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
            if (!_inFlight.Add(cropId))
            {
                _free.Release();
                throw new InvalidOperationException($"crop {cropId} is in flight already");
            }

            if (_inFlight.Count == 1)
            {
                _empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Gives a crop's room back.</summary>
    /// <param name="cropId">The crop.</param>
    /// <returns>Whether it was in flight.</returns>
    public bool Release(Guid cropId)
    {
        TaskCompletionSource? drained;
        lock (_gate)
        {
            if (!_inFlight.Remove(cropId))
            {
                return false;
            }

            _leaving.Remove(cropId);
            drained = _inFlight.Count == 0 ? _empty : null;
        }

        _free.Release();
        drained?.TrySetResult();
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
            if (!_inFlight.Contains(cropId) || !_leaving.Add(cropId))
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

    /// <summary>Completes when no crop is in flight: everything published was indexed or given up.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task WaitUntilEmptyAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _empty.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
