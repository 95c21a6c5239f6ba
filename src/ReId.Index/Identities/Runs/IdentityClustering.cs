using ReId.Contracts;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Pipeline;

namespace ReId.Index.Identities;

/// <summary>
/// A clustering run over a gallery: reads the vectors of a model, clusters them under what was decided, and changes
/// the identities in one transaction. A run that fails or is stopped leaves them as they were; the neighbours
/// found so far stay in the gallery's folder, and the next run over the same crops goes on from there.
/// </summary>
/// <param name="gallery">The gallery.</param>
/// <param name="identities">Its identities.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class IdentityClustering(Gallery gallery, IdentityStore identities, TimeProvider? time = null)
{
    private readonly RunBook _book = new(gallery.Contexts, time ?? TimeProvider.System);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Where neighbours found so far are while a run works, and after one that did not end.</summary>
    public string WorkFolder => gallery.ClusteringFolder;

    /// <summary>Runs once. A run that is asked for while another one works waits for its turn.</summary>
    /// <param name="request">What is compared, and how.</param>
    /// <param name="progress">Hears of every stage; null for nobody.</param>
    /// <param name="cancellationToken">Stops the run; identities stay as they were.</param>
    /// <exception cref="ReIdException">There is nothing to cluster, or a setting is out of its range.</exception>
    public async Task<ClusterRun> RunAsync(RunRequest request, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Settings.MinTracklets < 1)
        {
            throw new ReIdException($"An identity has at least 1 tracklet; the least number cannot be {request.Settings.MinTracklets}.");
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            var begun = new RunReport { ModelId = request.ModelId, Settings = request.Settings, Resumes = request.Resumes };
            await _book.StartAsync(request.RunId, begun, cancellationToken);
            try
            {
                var report = await WorkAsync(request, begun, progress, cancellationToken);
                await _book.FinishAsync(request.RunId, ClusterRunState.Finished, report);
            }
            catch (Exception failure)
            {
                var stopped = failure is OperationCanceledException;
                await _book.FinishAsync(
                    request.RunId, stopped ? ClusterRunState.Stopped : ClusterRunState.Failed, begun with { Error = stopped ? null : failure.Message });
                throw;
            }

            CleanUp();
            return (await _book.FindAsync(request.RunId, CancellationToken.None))!;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Runs, newest first.</summary>
    /// <param name="limit">At most this many.</param>
    /// <param name="before">Only those that started before; null for all.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<ClusterRun>> ListAsync(int limit, DateTimeOffset? before, CancellationToken cancellationToken) =>
        await _book.ListAsync(limit, before, cancellationToken);

    /// <summary>One run, or null.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public Task<ClusterRun?> FindAsync(Guid run, CancellationToken cancellationToken) => _book.FindAsync(run, cancellationToken);

    /// <summary>Says of a run that was stopped because the process ends that it did not end by anybody's wish.</summary>
    /// <param name="run">The run.</param>
    public async Task InterruptAsync(Guid run)
    {
        if (await _book.FindAsync(run, CancellationToken.None) is { State: ClusterRunState.Stopped } stopped)
        {
            await _book.FinishAsync(run, ClusterRunState.Interrupted, stopped.Report);
        }
    }

    /// <summary>
    /// The run to make good when a server starts: the newest one, when it was interrupted. A run that itself stood in
    /// for an interrupted one is left alone, or what kills the process would kill it at every start.
    /// </summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<RunRequest?> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await _book.CloseLeftOpenAsync(cancellationToken);
        return await _book.ListAsync(1, null, cancellationToken) is [{ State: ClusterRunState.Interrupted, Report: { ModelId: { } model, Resumes: null } report } last]
            ? new RunRequest { ModelId = model, Settings = report.Settings, Resumes = last.RunId }
            : null;
    }

    private async Task<RunReport> WorkAsync(RunRequest request, RunReport report, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (crops, features) = await RunInput.ReadAsync(gallery, identities.Lookup, request.ModelId, progress, cancellationToken);
        var units = await identities.ReadStateAsync(state => TrackletUnits.Build(crops, state.Rules), cancellationToken);
        var options = request.Settings.ToOptions();
        options = options with { Neighbours = options.Neighbours with { WorkFolder = WorkFolder } };
        var outcome = await Task.Run(
            () => ClusteringPipeline.Run(request.Settings.CentreCameras ? Centred(crops, features) : features, RunConstraints.Build(crops, units), options, progress, cancellationToken), cancellationToken);
        progress?.Report(new ClusteringProgress("store", 0, crops.Count, TimeSpan.Zero));
        var found = new RunReport();
        await identities.ChangeAsync(IdentityActors.Clustering, null, maker =>
        {
            (var changes, found) = new RunPlanner(identities.State, request.Settings.MinTracklets).Plan(crops, outcome.Labels, request.RunId, maker.Clock);
            return maker.Make(OperationKind.Run, $"clustered {Amount.Of(crops.Count, "crop")}: {found.ChangedCrops} changed", changes, id: request.RunId);
        }, cancellationToken);
        progress?.Report(new ClusteringProgress("store", crops.Count, crops.Count, clock.Elapsed));
        return found with
        {
            ModelId = report.ModelId,
            Settings = report.Settings,
            Resumes = report.Resumes,
            Silhouette = outcome.Silhouette,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
        };
    }

    private static ClusterFeatures Centred(List<RunCrop> crops, ClusterFeatures features)
    {
        var numbers = crops.Select(crop => crop.Camera).Distinct().Select((camera, i) => (camera, i)).ToDictionary();
        return CameraCentring.Run(features, [.. crops.Select(crop => numbers[crop.Camera])]);
    }

    private void CleanUp()
    {
        try
        {
            Directory.Delete(WorkFolder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Nothing was kept there, or the next run that ends tries again.
        }
    }
}
