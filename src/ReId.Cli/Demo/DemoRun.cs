using System.Text.Json;
using ReId.Cli.Hosting;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Clustering;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;
using ReId.Model.Files;
using ReId.Search.Jobs;
using ReId.Search.Queries;

namespace ReId.Cli.Demo;

/// <summary>The main job from end to end: footage in, ranked matches, clusters and pictures out.</summary>
internal sealed class DemoRun : IDisposable
{
    private readonly DemoOptions _options;
    private readonly DemoFolder _folder;
    private readonly StageTimings _timings = new();
    private readonly List<IFrameSource> _sources = [];

    public DemoRun(DemoOptions options)
    {
        _options = options;
        try
        {
            // Every source is opened before anything of an earlier run is removed.
            foreach (var (video, camera) in CameraNames.Of(options.Videos))
            {
                _sources.Add(FrameSources.Open(video, options.Source with { Camera = camera }));
            }

            _folder = new DemoFolder(options.Output);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public async Task<DemoSummary> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DemoQuery> queries;
        DemoSummary summary;
        string model;
        using (_timings.Measure("total"))
        {
            await using (var pipeline = await Pipeline.StartAsync(PipelineOptions(), cancellationToken).ConfigureAwait(false))
            {
                model = pipeline.Embedder.Model.Id;
                DemoReport.Start(_sources, _options, model);
                var reports = await IngestAsync(pipeline, cancellationToken).ConfigureAwait(false);
                if (reports.Sum(report => report.Crops) == 0)
                {
                    throw new ReIdException(
                        $"Nothing to search: {reports.Sum(report => report.Frames)} frames gave no crop. "
                        + "Try more frames a second (--fps), another detector (--detector), or footage with people.");
                }

                var (crops, clustering) = await ClusterAsync(pipeline.Gallery, model, cancellationToken).ConfigureAwait(false);
                var check = await CheckAsync(pipeline.Gallery, model, crops, cancellationToken).ConfigureAwait(false);
                var across = await AcrossAsync(pipeline.Gallery, model, crops, cancellationToken).ConfigureAwait(false);
                var probes = ProbeSelection.Choose(crops, clustering.TrackletLabels, check.IsConfirmed, _options.Queries);
                queries = await QueryAsync(pipeline.Gallery, model, probes, crops, cancellationToken).ConfigureAwait(false);
                await DrawAsync(pipeline.Gallery, queries, cancellationToken).ConfigureAwait(false);
                summary = Summarise(model, reports, pipeline.Rejected, crops.Count, check, across, clustering, queries);
                DemoReport.Check(check, across);
                DemoReport.Clusters(crops, clustering);
            }

            summary = summary with { SameAfterRestart = await SameAfterRestartAsync(queries, model, cancellationToken).ConfigureAwait(false) };
        }

        summary = summary with { Timings = _timings.Seconds };
        AtomicFile.Write(_folder.Summary, stream => JsonSerializer.Serialize(stream, summary, MatchJson.Format));
        DemoReport.End(summary, _folder.Path);
        return summary;
    }

    public void Dispose()
    {
        _sources.ForEach(source => source.Dispose());
        _timings.Dispose();
    }

    private PipelineOptions PipelineOptions() => new()
    {
        Gallery = new GalleryOptions { Directory = _folder.Gallery },
        Embedder = _options.Embedder,
        BeforeGallery = _folder.PrepareAsync,
    };

    private SearchOptions Search(string model) => new() { ModelId = model, K = _options.K };

    private async Task<List<IngestReport>> IngestAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        using var measured = _timings.Measure("ingest");
        var reports = new List<IngestReport>();
        foreach (var source in _sources)
        {
            IngestReport report;
            using (var bar = new IngestProgressLine(source.Camera))
            {
                report = await pipeline.IngestAsync(source, _options.Ingest, bar, cancellationToken).ConfigureAwait(false);
            }

            IngestSummary.Print(report);
            _timings.Add(report.Timings);
            reports.Add(report);
        }

        return reports;
    }

    private async Task<(List<GalleryCrop> Crops, ClusteringResult Result)> ClusterAsync(
        Gallery gallery, string model, CancellationToken cancellationToken)
    {
        using var measured = _timings.Measure("cluster");
        var crops = new List<GalleryCrop>();
        await foreach (var crop in gallery.ListCropsAsync(new CropListing(), cancellationToken).ConfigureAwait(false))
        {
            crops.Add(crop);
        }

        var clustering = new ClusteringOptions { Threshold = _options.ClusterThreshold };
        var (_, result) = await new ClusteringJob(gallery).RunAsync(model, "distance", clustering, cancellationToken).ConfigureAwait(false);
        return (crops, result);
    }

    private async Task<TrackletCheck> CheckAsync(
        Gallery gallery, string model, List<GalleryCrop> crops, CancellationToken cancellationToken)
    {
        using var measured = _timings.Measure("check");
        return await TrackletCheck.RunAsync(new QueryService(gallery), model, crops, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CameraCheck?> AcrossAsync(Gallery gallery, string model, List<GalleryCrop> crops, CancellationToken cancellationToken)
    {
        using var measured = _timings.Measure("check");
        return _options.Truth is { } truth
            ? await CameraCheck.RunAsync(new QueryService(gallery), model, crops, truth, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async Task<IReadOnlyList<DemoQuery>> QueryAsync(
        Gallery gallery, string model, IReadOnlyList<GalleryCrop> probes, List<GalleryCrop> crops, CancellationToken cancellationToken)
    {
        var service = new QueryService(gallery);
        var queries = new List<DemoQuery>();
        foreach (var probe in probes)
        {
            var others = crops.Count(crop => crop.TrackletId == probe.TrackletId) - 1;
            using (_timings.Measure("query"))
            {
                queries.Add(await DemoQuery.RunAsync(service, probe, others, Search(model), cancellationToken).ConfigureAwait(false));
            }

            DemoReport.Query(queries.Count, queries[^1]);
        }

        return queries;
    }

    private async Task DrawAsync(Gallery gallery, IReadOnlyList<DemoQuery> queries, CancellationToken cancellationToken)
    {
        using var measured = _timings.Measure("pictures");
        for (var i = 0; i < queries.Count; i++)
        {
            var picture = await queries[i].DrawAsync(i + 1, gallery, cancellationToken).ConfigureAwait(false);
            AtomicFile.Write(Path.Combine(_folder.Path, DemoFolder.PictureName(i + 1)), stream => stream.Write(picture));
        }
    }

    /// <summary>Opens the gallery again, as a restarted service would, and asks the same questions.</summary>
    private async Task<bool> SameAfterRestartAsync(IReadOnlyList<DemoQuery> queries, string model, CancellationToken cancellationToken)
    {
        using var measured = _timings.Measure("restart");
        await using var gallery = await Gallery.OpenAsync(
            new GalleryOptions { Directory = _folder.Gallery }, cancellationToken: cancellationToken).ConfigureAwait(false);
        var service = new QueryService(gallery);
        foreach (var query in queries)
        {
            var again = await service.ByCropAsync(query.Probe.CropId, Search(model), cancellationToken).ConfigureAwait(false);
            if (!again.Select(hit => (hit.Crop.CropId, hit.Score)).SequenceEqual(query.Hits.Select(hit => (hit.Crop.CropId, hit.Score))))
            {
                return false;
            }
        }

        return true;
    }

    private DemoSummary Summarise(
        string model, List<IngestReport> reports, int rejected, int indexed, TrackletCheck check, CameraCheck? across,
        ClusteringResult clustering, IReadOnlyList<DemoQuery> queries) => new()
        {
            Model = model,
            Cameras = [.. _sources.Select(source => source.Camera)],
            Frames = reports.Sum(report => report.Frames),
            Detections = reports.Sum(report => report.Detections),
            Tracklets = reports.Sum(report => report.Tracklets),
            Crops = reports.Sum(report => report.Crops),
            Indexed = indexed,
            Skipped = rejected + reports.Sum(report => report.Skipped),
            Clusters = clustering.Clusters,
            Singletons = clustering.Singletons,
            Probes = check.Probes,
            OwnTrackletFirst = check.Confirmed,
            AcrossCameras = across,
            Queries = [.. queries.Select((query, i) => query.Summarise(i + 1))],
            SameAfterRestart = false,
            Timings = _timings.Seconds,
        };
}
