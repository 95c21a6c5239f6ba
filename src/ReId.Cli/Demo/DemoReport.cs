using System.Globalization;
using ReId.Cli.Output;
using ReId.Index;
using ReId.Index.Clustering;
using ReId.Ingest.Sources;
using Spectre.Console;

namespace ReId.Cli.Demo;

/// <summary>What the demo prints.</summary>
internal static class DemoReport
{
    private const int ClustersShown = 8;

    public static void Start(IReadOnlyList<IFrameSource> sources, DemoOptions options, string model)
    {
        var fps = options.Source.Fps is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.##} frames/s") : "every frame";
        Line($"cameras {string.Join(", ", sources.Select(source => source.Camera))}; {fps}; detector {options.Ingest.Detector}; model {model}");
    }

    public static void Query(int number, DemoQuery query)
    {
        var probe = query.Probe;
        Line("");
        Line($"query {number}: crop {probe.CropId} of {probe.Camera} at {Clock.ShowTime(probe.CapturedAt)}, "
            + $"tracklet {ShortId.Of(probe.TrackletId)} ({query.OthersInTracklet} other crops of it)");
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("#").RightAligned())
            .AddColumn("camera").AddColumn("time (UTC)").AddColumn("tracklet")
            .AddColumn(new TableColumn("score").RightAligned()).AddColumn("");
        for (var i = 0; i < query.Hits.Count; i++)
        {
            var hit = query.Hits[i];
            table.AddRow(
                (i + 1).ToString(CultureInfo.InvariantCulture),
                hit.Crop.Camera.EscapeMarkup(),
                Clock.ShowTime(hit.Crop.CapturedAt),
                ShortId.Of(hit.Crop.TrackletId),
                hit.Score.ToString("0.000", CultureInfo.InvariantCulture),
                query.IsCorrect(hit) ? "same tracklet" : "");
        }

        Terminal.Out.Write(table);
    }

    public static void Check(TrackletCheck check, CameraCheck? across)
    {
        if (check.Probes == 0)
        {
            return;
        }

        Line("");
        Line("these are clear examples; over all crops: " + string.Create(
            CultureInfo.InvariantCulture,
            $"{check.Confirmed} of {check.Probes} ({100.0 * check.Confirmed / check.Probes:0} %) have their best match in their own tracklet"));
        Line(across is not { Probes: > 0 }
            ? "(others may be right too: somebody who comes back gets a new tracklet, and "
                + (across is null ? "nobody has labelled this footage)" : "nobody is in crops of two cameras)")
            : $"from camera to camera: {across.Correct} of {across.Probes} crops of people whom another camera saw too find them there first "
                + "(the footage is rendered, so who is where is known)");
    }

    public static void Clusters(IReadOnlyList<GalleryCrop> crops, ClusteringResult clustering)
    {
        Line("");
        Line($"clusters: {clustering.Clusters} of at least two tracklets, {clustering.Singletons} tracklets alone");
        var cropsOfTracklet = crops.ToLookup(crop => crop.TrackletId);
        var groups = clustering.TrackletLabels.Where(pair => pair.Value >= 0)
            .GroupBy(pair => pair.Value, pair => pair.Key)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key);
        foreach (var group in groups.Take(ClustersShown))
        {
            var members = group.SelectMany(tracklet => cropsOfTracklet[tracklet]).ToArray();
            var first = members.Min(crop => crop.CapturedAt);
            var last = members.Max(crop => crop.CapturedAt);
            Line($"  cluster {group.Key}: {group.Count()} tracklets, {members.Length} crops, {Clock.ShowTime(first)} to {Clock.ShowTime(last)}");
        }

        if (clustering.Clusters > ClustersShown)
        {
            Line($"  and {clustering.Clusters - ClustersShown} more");
        }
    }

    public static void End(DemoSummary summary, string folder)
    {
        Line("");
        Line($"indexed {summary.Indexed} crops of {summary.Tracklets} tracklets ({summary.Skipped} skipped); after a restart the matches are "
            + (summary.SameAfterRestart ? "the same" : "DIFFERENT"));
        Line("seconds: " + string.Join(", ", summary.Timings.Select(stage => string.Create(
            CultureInfo.InvariantCulture, $"{stage.Key} {stage.Value:0.00}"))));
        Line($"pictures of the queries and {DemoFolder.SummaryFile} are in {folder}; the gallery is in {Path.Combine(folder, "gallery")}");
        Line($"search it again: ./reid search --data {Path.Combine(folder, "gallery")} --crop ID");
    }

    private static void Line(string text) => Terminal.Line(text);
}
