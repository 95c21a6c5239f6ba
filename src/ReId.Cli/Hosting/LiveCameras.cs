using ReId.Cli.Output;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting;

/// <summary>
/// All cameras of a command at the same time, until the duration is over, Ctrl-C is pressed or one is given up. Then the
/// frames seen so far are finished: their crops are indexed before this returns.
/// </summary>
internal sealed class LiveCameras(IReadOnlyList<IFrameSource> sources, TimeSpan? duration)
{
    public const string LogCategory = "ReId.Ingest.Cameras";

    public async Task RunAsync(IIngestion pipeline, IngestOptions options, CancellationToken cancellationToken)
    {
        if (sources.Count == 0)
        {
            return;
        }

        using var over = new CancellationTokenSource();
        using var stopping = over.Token.Register(Stop);
        using var interrupted = cancellationToken.Register(Stop);
        if (duration is { } limit)
        {
            over.CancelAfter(limit);
        }

        using var line = new LiveProgressLine(sources);
        var watching = sources.Select(async source =>
        {
            try
            {
                // Not the caller's token: Ctrl-C ends the frames, not the work on those that came.
                return await pipeline.IngestAsync(source, options, line, CancellationToken.None).ConfigureAwait(false);
            }
            catch
            {
                Stop();
                throw;
            }
        }).ToArray();
        await Task.WhenAny(Task.WhenAll(watching)).ConfigureAwait(false);
        line.Dispose();
        foreach (var done in watching.Where(task => task.IsCompletedSuccessfully))
        {
            IngestSummary.Print(await done.ConfigureAwait(false));
        }

        await Task.WhenAll(watching).ConfigureAwait(false);
    }

    /// <summary>Ends the frames of every camera.</summary>
    public void Stop()
    {
        foreach (var source in sources)
        {
            source.Stop();
        }
    }
}
