using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ReId.Search.Endpoints.Health;

/// <summary>
/// Whether the bucket of pictures answers. Without it searches go on, so the process stays ready and is degraded: taken out
/// of service it would answer nothing at all. It is asked once in a few seconds, however often anybody asks after health:
/// whoever keeps the bucket may count requests.
/// </summary>
/// <param name="ask">Throws where the bucket does not answer.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">The log.</param>
internal sealed class PictureHealth(Func<CancellationToken, Task> ask, TimeProvider clock, ILogger<PictureHealth> logger)
    : StoreHealth("the bucket of pictures", logger, HealthStatus.Degraded)
{
    /// <summary>How long an answer counts.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asking = new(1); // Never disposed: nobody takes its handle.
    private long? _askedAt;
    private Exception? _failure;

    protected override async Task AskAsync(CancellationToken cancellationToken)
    {
        Exception? failure;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_askedAt is not { } last || clock.GetElapsedTime(last) >= Remembered)
            {
                _failure = await AnswerAsync(cancellationToken);
                _askedAt = clock.GetTimestamp();
            }

            failure = _failure;
        }
        finally
        {
            _asking.Release();
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    // Who gave up waiting has learnt nothing, and leaves the question to the next.
    private async Task<Exception?> AnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ask(cancellationToken);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return failure;
        }
    }
}
