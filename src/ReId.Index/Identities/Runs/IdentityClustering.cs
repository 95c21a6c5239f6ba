using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <summary>
/// A clustering run over a gallery: reads the vectors of a model, clusters them under what was decided, and changes
/// the identities in one transaction. A run that fails or is stopped leaves them as they were; finished blocks of
/// neighbours stay in the work folder, and the next run goes on from there.
/// </summary>
/// <param name="gallery">The gallery.</param>
/// <param name="identities">Its identities.</param>
public sealed class IdentityClustering(Gallery gallery, IdentityStore identities)
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Runs once. A run that is asked for while another one works waits for its turn.</summary>
    /// <param name="modelId">The model whose vectors are compared.</param>
    /// <param name="options">Algorithm and settings.</param>
    /// <param name="minimumTracklets">Tracklets that make a new identity, at least 1; default 2.</param>
    /// <param name="progress">Hears of every stage; null for nobody.</param>
    /// <param name="cancellationToken">Stops the run; identities stay as they were.</param>
    public async Task<(Guid RunId, RunReport Report)> RunAsync(
        string modelId, ClusteringPipelineOptions options, int minimumTracklets, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        if (minimumTracklets < 1)
        {
            throw new ReIdException($"An identity has at least 1 tracklet; the least number cannot be {minimumTracklets}.");
        }

        await _one.WaitAsync(cancellationToken);
        var run = Guid.CreateVersion7();
        try
        {
            await StartAsync(run, cancellationToken);
            try
            {
                var report = await WorkAsync(run, modelId, options, minimumTracklets, progress, cancellationToken);
                await FinishAsync(run, "finished", report);
                return (run, report);
            }
            catch (Exception failure)
            {
                var stopped = failure is OperationCanceledException;
                await FinishAsync(run, stopped ? "stopped" : "failed", new RunReport { ModelId = modelId, Error = stopped ? null : failure.Message });
                throw;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Runs, newest first.</summary>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<ClusterRun>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = gallery.Contexts.CreateContext();
        var rows = await context.Set<ClusterRunRow>().AsNoTracking().OrderByDescending(row => row.StartedAt).Take(limit).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new ClusterRun(
            row.Id, row.StartedAt, row.FinishedAt, row.State, row.Report is null ? null : JsonSerializer.Deserialize<RunReport>(row.Report)));
    }

    private async Task<RunReport> WorkAsync(
        Guid run, string modelId, ClusteringPipelineOptions options, int minimumTracklets, IProgress<ClusteringProgress>? progress, CancellationToken cancellationToken)
    {
        var crops = new List<RunCrop>();
        await foreach (var vector in gallery.VectorsAsync(modelId, cancellationToken))
        {
            crops.Add(new RunCrop(vector.CropId, vector.TrackletId, vector.Camera, vector.CapturedAt, identities.Lookup.IdentityOf(vector.CropId), vector.Vector));
        }

        if (crops.Count == 0)
        {
            throw new ReIdException($"There is nothing to cluster: the gallery has no vectors of model '{modelId}'.");
        }

        var units = await identities.ReadStateAsync(state => TrackletUnits.Build(crops, state.Rules), cancellationToken);
        var outcome = await Task.Run(
            () =>
            {
                var values = new float[crops.Count * crops[0].Vector.Length];
                for (var i = 0; i < crops.Count; i++)
                {
                    crops[i].Vector.Span.CopyTo(values.AsSpan(i * crops[0].Vector.Length));
                }

                return ClusteringPipeline.Run(
                    new ClusterFeatures(values, crops[0].Vector.Length), RunConstraints.Build(crops, units), options, progress, cancellationToken);
            },
            cancellationToken);
        var report = new RunReport();
        await identities.ChangeAsync(IdentityActors.Clustering, null, maker =>
        {
            (var changes, report) = new RunPlanner(identities.State, minimumTracklets).Plan(crops, outcome.Labels, run, maker.Clock);
            return maker.Make(OperationKind.Run, $"clustered {crops.Count} crops: {report.ChangedCrops} changed", changes, id: run);
        }, cancellationToken);
        return report with { ModelId = modelId, Silhouette = outcome.Silhouette };
    }

    private async Task StartAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var context = gallery.Contexts.CreateContext();

        // Only one process has the gallery open: what still says that it runs was killed.
        await context.Set<ClusterRunRow>().Where(row => row.State == "running")
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "stopped"), cancellationToken);
        context.Add(new ClusterRunRow { Id = run, StartedAt = DateTime.UtcNow, State = "running" });
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task FinishAsync(Guid run, string state, RunReport report)
    {
        await using var context = gallery.Contexts.CreateContext();
        var json = JsonSerializer.Serialize(report);
        await context.Set<ClusterRunRow>().Where(row => row.Id == run).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Report, json).SetProperty(row => row.FinishedAt, DateTime.UtcNow), CancellationToken.None);
    }
}

/// <summary>A run as the list shows it.</summary>
/// <param name="RunId">The run; undone as the operation of this id.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="FinishedAt">When it ended; null while it runs or where it was killed.</param>
/// <param name="State"><c>running</c>, <c>finished</c>, <c>stopped</c> or <c>failed</c>.</param>
/// <param name="Report">What it found.</param>
public sealed record ClusterRun(Guid RunId, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string State, RunReport? Report);
