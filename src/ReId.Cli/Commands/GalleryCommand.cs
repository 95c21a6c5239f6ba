using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Index;
using Spectre.Console;

namespace ReId.Cli.Commands;

/// <summary><c>reid gallery</c>: what a gallery holds.</summary>
internal static class GalleryCommand
{
    public static Command Create() => new("gallery", "Show what a gallery holds") { CreateStats(), CreateCrops() };

    private static Command CreateStats()
    {
        var data = CommonOptions.Data();
        var command = new Command("stats", "Counts of crops, tracklets, cameras and vectors") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var gallery = await Gallery.OpenAsync(
                CommonOptions.ExistingGallery(parsed.GetValue(data)!), cancellationToken: cancellationToken).ConfigureAwait(false);
            var stats = await gallery.StatsAsync(cancellationToken).ConfigureAwait(false);
            var table = new Table().Border(TableBorder.Simple).AddColumn("what").AddColumn(new TableColumn("count").RightAligned());
            table.AddRow("crops", Number(stats.Crops));
            table.AddRow("tracklets", Number(stats.Tracklets));
            foreach (var (camera, crops) in stats.CropsByCamera.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                table.AddRow($"crops of camera {camera}".EscapeMarkup(), Number(crops));
            }

            foreach (var (model, counts) in stats.Models.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                table.AddRow($"vectors of model {model} ({counts.Dimension}-d)".EscapeMarkup(), Number(counts.Vectors));
            }

            Terminal.Out.Write(table);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateCrops()
    {
        var data = CommonOptions.Data();
        var cameras = new Option<string[]>("--camera") { Description = "Only this camera (may be repeated)", HelpName = "NAME" };
        var tracklet = new Option<Guid?>("--tracklet") { Description = "Only this tracklet", HelpName = "ID" };
        var limit = CommonOptions.Count("--limit", "At most this many", 50);
        var after = new Option<Guid?>("--after") { Description = "Start behind this crop (the last of the page before)", HelpName = "ID" };
        var command = new Command("crops", "List crops by capture time") { data, cameras, tracklet, limit, after };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var gallery = await Gallery.OpenAsync(
                CommonOptions.ExistingGallery(parsed.GetValue(data)!), cancellationToken: cancellationToken).ConfigureAwait(false);
            var listing = new CropListing
            {
                Cameras = parsed.GetValue(cameras) is { Length: > 0 } names ? names : null,
                TrackletId = parsed.GetValue(tracklet),
                Limit = parsed.GetValue(limit),
                After = parsed.GetValue(after),
            };
            var table = new Table().Border(TableBorder.Simple)
                .AddColumn(new TableColumn("crop").NoWrap()).AddColumn("camera").AddColumn(new TableColumn("time (UTC)").NoWrap())
                .AddColumn(new TableColumn("tracklet").NoWrap()).AddColumn(new TableColumn("box").NoWrap())
                .AddColumn(new TableColumn("quality").RightAligned());
            await foreach (var crop in gallery.ListCropsAsync(listing, cancellationToken).ConfigureAwait(false))
            {
                table.AddRow(
                    crop.CropId.ToString(), crop.Camera.EscapeMarkup(), Clock.Show(crop.CapturedAt), crop.TrackletId.ToString(),
                    $"{crop.Box.X},{crop.Box.Y} {crop.Box.Width}×{crop.Box.Height}",
                    crop.Quality.ToString("0.00", CultureInfo.InvariantCulture));
            }

            Terminal.Out.Write(table);
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
