using ReId.Contracts;
using ReId.Ingest.Publishing;

namespace ReId.Cli.Hosting;

/// <summary>
/// Crops that did not reach the gallery. A rejected crop is counted and the work goes on; a failure to store one (a full
/// disk) ends the work, because going on would throw crop after crop away. Over a broker such a crop is not lost but in a
/// dead queue, and it may be another process's fault: it is counted, too.
/// </summary>
/// <param name="goesOn">Whether the work goes on after a failure.</param>
internal sealed class CropLosses(bool goesOn = false) : ICropLossObserver, IDisposable
{
    private readonly CancellationTokenSource _failing = new();
    private int _count;
    private int _failed;
    private string? _failure;

    public int RejectedCount => Volatile.Read(ref _count);

    /// <summary>Crops that could not be embedded or stored.</summary>
    public int FailedCount => Volatile.Read(ref _failed);

    /// <summary>Cancelled with the first failure.</summary>
    public CancellationToken Failing => _failing.Token;

    public void Rejected(Guid cropId, string camera, string reason) => Interlocked.Increment(ref _count);

    public void Failed(Guid cropId, string camera, string reason)
    {
        Interlocked.Increment(ref _failed);
        if (goesOn)
        {
            return;
        }

        Interlocked.CompareExchange(ref _failure, reason, null);
        _failing.Cancel();
    }

    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } reason)
        {
            throw new ReIdException($"Stopped, because crops cannot be stored: {reason}");
        }
    }

    public void Dispose() => _failing.Dispose();
}
