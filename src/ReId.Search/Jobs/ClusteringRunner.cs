using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Clustering;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Identities;
using ReId.Search.Events;

namespace ReId.Search.Jobs;

/// <summary>A run that works right now.</summary>
/// <param name="Request">What it does.</param>
/// <param name="StartedAt">Since when, UTC.</param>
/// <param name="Progress">How far it is; null before the first stage.</param>
internal sealed record WorkingRun(RunRequest Request, DateTimeOffset StartedAt, ClusteringProgress? Progress);

/// <summary>
/// Runs the clustering in the background of a server, one run at a time. A run that the server's end interrupts is
/// made good when it starts again.
/// </summary>
internal sealed class ClusteringRunner(
    IGallery gallery, IdentityClustering clustering, EventFeed feed, TimeProvider clock, ILogger<ClusteringRunner> logger) : IHostedService, IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _stop = new();
    private WorkingRun? _working;
    private Task _work = Task.CompletedTask;
    private bool _ending;

    public WorkingRun? Working
    {
        get
        {
            lock (_gate)
            {
                return _working;
            }
        }
    }

    /// <summary>Begins a run. When this returns, its row is written: it is made good should the process end now.</summary>
    /// <returns>It; null where another one works.</returns>
    /// <exception cref="ClusteringSettingException">A setting is out of its range, by itself or for so many crops.</exception>
    /// <exception cref="ReIdException">There is nothing to cluster.</exception>
    public async Task<WorkingRun?> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var options = request.Settings.ToOptions();
        options.Validate();
        var stats = await gallery.StatsAsync(cancellationToken);
        if (stats.Models.GetValueOrDefault(request.ModelId) is not { Vectors: > 0 } counts)
        {
            throw new ReIdException($"There is nothing to cluster: the gallery has no vectors of the model {request.ModelId}.");
        }

        options.ValidateFor(counts.Vectors);

        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WorkingRun working;
        lock (_gate)
        {
            if (_working is not null || _ending)
            {
                return null;
            }

            _stop.Dispose();
            _stop = new CancellationTokenSource();
            _working = working = new WorkingRun(request, clock.GetUtcNow(), null);
            _work = Task.Run(() => WorkAsync(request, begun, _stop.Token), CancellationToken.None);
        }

        await begun.Task.WaitAsync(cancellationToken);
        return working;
    }

    /// <summary>Asks a run to stop; false where it does not run.</summary>
    public bool Stop(Guid run)
    {
        lock (_gate)
        {
            if (_working?.Request.RunId != run)
            {
                return false;
            }

            _stop.Cancel();
            return true;
        }
    }

    async Task IHostedService.StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await clustering.UnfinishedAsync(cancellationToken) is { } request && await StartAsync(request, cancellationToken) is not null)
            {
                SearchLog.RunResumed(logger, request.Resumes!.Value, request.RunId);
            }
        }
        catch (ReIdException failure)
        {
            // What it was to cluster is gone, or its settings are of another version: the night's run comes anyway.
            SearchLog.RunFailed(logger, Guid.Empty, failure.Message);
        }
    }

    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _ending = true;
            _stop.Cancel();
        }

        await _work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task WorkAsync(RunRequest request, TaskCompletionSource begun, CancellationToken cancellationToken)
    {
        var state = ClusterRunState.Finished;
        SearchLog.RunStarted(logger, request.RunId, request.ModelId);
        feed.Publish("clustering", "", new ClusteringEvent(request.RunId, ClusterRunState.Running));
        try
        {
            var run = await clustering.RunAsync(request, new Teller(this, begun), cancellationToken);
            SearchLog.RunFinished(logger, request.RunId, run.Report.Crops, run.Report.Clusters, run.Report.ChangedCrops, run.Report.Seconds);
        }
        catch (OperationCanceledException)
        {
            state = _ending ? ClusterRunState.Interrupted : ClusterRunState.Stopped;
            if (_ending)
            {
                await clustering.InterruptAsync(request.RunId);
            }

            SearchLog.RunStopped(logger, request.RunId, state);
        }
        catch (Exception failure)
        {
            state = ClusterRunState.Failed;
            SearchLog.RunFailed(logger, request.RunId, failure.Message);
        }

        lock (_gate)
        {
            _working = null;
        }

        begun.TrySetResult();

        feed.Publish("clustering", "", new ClusteringEvent(request.RunId, state));
    }

    private void Tell(ClusteringProgress progress, TaskCompletionSource begun)
    {
        begun.TrySetResult();
        lock (_gate)
        {
            _working = _working is { } working ? working with { Progress = progress } : null;
        }
    }

    private sealed class Teller(ClusteringRunner runner, TaskCompletionSource begun) : IProgress<ClusteringProgress>
    {
        public void Report(ClusteringProgress value) => runner.Tell(value, begun);
    }

    private sealed record ClusteringEvent(Guid RunId, ClusterRunState State);
}
