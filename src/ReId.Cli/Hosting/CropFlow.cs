using ReId.Ingest.Pipeline;
using ReId.Ingest.Publishing;
using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting;

/// <summary>A source from its first frame until nothing of it is on its way any more.</summary>
internal sealed class CropFlow(IngestPipeline ingest, InFlightBudget budget, CropLosses losses)
{
    /// <inheritdoc cref="IIngestion.IngestAsync"/>
    public async Task<IngestReport> IngestAsync(
        IFrameSource source, IngestOptions options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
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
                await budget.WaitForCurrentAsync(stop.Token).ConfigureAwait(false);
                losses.ThrowIfFailed();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            losses.ThrowIfFailed();
            throw;
        }
    }
}
