using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Index;
using Spectre.Console;

namespace ReId.Cli.Commands.Identities;

/// <summary><c>reid identities show</c> and <c>timeline</c>.</summary>
internal static class IdentityViews
{
    public static Command CreateShow()
    {
        var id = new Argument<Guid>("id") { Description = "The identity" };
        var limit = CommonOptions.Count("--limit", "At most this many crops", 50);
        var command = new Command("show", "An identity and its crops, newest first") { id, limit };
        IdentitiesCommand.Act(command, (parsed, place, cancellationToken) => place.OpenAsync(
            async (gallery, store) =>
            {
                var found = await IdentityTables.FindAsync(store, parsed.GetValue(id), cancellationToken).ConfigureAwait(false);
                Terminal.Line(IdentityTables.Line(parsed.GetValue(id), found));
                var crops = new List<GalleryCrop>();
                var listing = new CropListing { IdentityId = found.Identity.Id, NewestFirst = true, Limit = parsed.GetValue(limit) };
                await foreach (var crop in gallery.ListCropsAsync(listing, cancellationToken).ConfigureAwait(false))
                {
                    crops.Add(crop);
                }

                var said = await store.MembershipsAsync([.. crops.Select(crop => crop.CropId)], cancellationToken).ConfigureAwait(false);
                var table = IdentityTables.Create("crop", "camera", "time (UTC)", "tracklet", "by", "decided");
                foreach (var crop in crops)
                {
                    var membership = said.GetValueOrDefault(crop.CropId);
                    table.AddRow(
                        crop.CropId.ToString(), crop.Camera.EscapeMarkup(), Clock.Show(crop.CapturedAt), ShortId.Of(crop.TrackletId),
                        membership?.Assignment.Origin.ToString().ToLowerInvariant() ?? "", membership is { Decided: true } ? "yes" : "");
                }

                Terminal.Out.Write(table);
            },
            cancellationToken));
        return command;
    }

    public static Command CreateTimeline()
    {
        var id = new Argument<Guid>("id") { Description = "The identity" };
        var command = new Command("timeline", "The visits of an identity across cameras, by time") { id };
        IdentitiesCommand.Act(command, (parsed, place, cancellationToken) => place.OpenAsync(
            async (_, store) =>
            {
                var found = await IdentityTables.FindAsync(store, parsed.GetValue(id), cancellationToken).ConfigureAwait(false);
                Terminal.Line(IdentityTables.Line(parsed.GetValue(id), found));
                var table = IdentityTables.Create("camera", "from (UTC)", "to (UTC)", "tracklet", "crops", "first crop");
                foreach (var visit in await store.TimelineAsync(found.Identity.Id, cancellationToken).ConfigureAwait(false))
                {
                    table.AddRow(
                        visit.Camera.EscapeMarkup(), Clock.Show(visit.From), Clock.Show(visit.To), ShortId.Of(visit.TrackletId),
                        visit.Crops.Count.ToString(CultureInfo.InvariantCulture), visit.Crops[0].ToString());
                }

                Terminal.Out.Write(table);
            },
            cancellationToken));
        return command;
    }
}
