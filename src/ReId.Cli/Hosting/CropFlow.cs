using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting;

/// <summary>A source from its first frame until nothing of it is on its way any more.</summary>
internal sealed class CropFlow(IngestPipeline ingest, InFlightBudget budget, CropLosses losses)
{
    /// <inheritdoc cref="IIngestion.IngestAsync"/>
    /// <remarks><paramref name="leaving"/> ends the waiting for crops that others have by now, and nothing else.</remarks>
    public async Task<IngestReport> IngestAsync(
        IFrameSource source, IngestOptions options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken,
        CancellationToken leaving = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, losses.Failing);
        try
        {
            try
            {
                return await ingest.RunAsync(source, options, progress, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                // A source that failed late gave crops before: these are indexed all the same.
                await WaitAsync(stop.Token, leaving).ConfigureAwait(false);
                losses.ThrowIfFailed();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            losses.ThrowIfFailed();
            throw;
        }
    }

    private async Task WaitAsync(CancellationToken stop, CancellationToken leaving)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, leaving);
        try
        {
            await budget.WaitForCurrentAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // They are at the broker.
        }
    }
}
