using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Index.Identities;
using Spectre.Console;

namespace ReId.Cli.Commands.Identities;

/// <summary><c>reid identities list</c> and <c>history</c>.</summary>
internal static class IdentityLists
{
    public static Command CreateList()
    {
        var text = new Option<string?>("--name") { Description = "Only names that contain this", HelpName = "TEXT" };
        var hidden = new Option<bool>("--hidden") { Description = "Hidden ones too" };
        var order = new Option<IdentityOrder>("--order") { Description = "oldest, newest or largest first", HelpName = "ORDER", DefaultValueFactory = _ => IdentityOrder.Oldest };
        var limit = CommonOptions.Count("--limit", "At most this many", 50);
        var after = new Option<Guid?>("--after") { Description = "Start behind this identity (the last of the page before)", HelpName = "ID" };
        var command = new Command("list", "The identities of a gallery") { text, hidden, order, limit, after };
        IdentitiesCommand.Act(command, (parsed, place, cancellationToken) => place.OpenAsync(
            async (_, store) =>
            {
                var listing = new IdentityListing
                {
                    Text = parsed.GetValue(text),
                    Hidden = parsed.GetValue(hidden),
                    Order = parsed.GetValue(order),
                    Limit = parsed.GetValue(limit),
                    Beyond = parsed.GetValue(after) is { } last
                        ? IdentityPosition.Of(await IdentityTables.FindAsync(store, last, cancellationToken).ConfigureAwait(false), parsed.GetValue(order)) : null,
                };
                var table = IdentityTables.Create("identity", "name", "crops", "cameras", "first seen (UTC)", "last seen (UTC)");
                foreach (var one in await store.ListAsync(listing, cancellationToken).ConfigureAwait(false))
                {
                    table.AddRow(
                        one.Identity.Id.ToString(), IdentityTables.Shown(one.Identity), one.Crops.ToString(CultureInfo.InvariantCulture),
                        string.Join(", ", one.Cameras).EscapeMarkup(), IdentityTables.Time(one.FirstSeenAt), IdentityTables.Time(one.LastSeenAt));
                }

                if (table.Rows.Count == 0)
                {
                    Terminal.Line($"no identities here: './reid cluster{(place.Arguments.Length > 0 ? place.Arguments : " --data reid-data")}' finds who was seen more than once");
                    return;
                }

                Terminal.Out.Write(table);
            },
            cancellationToken));
        return command;
    }

    public static Command CreateHistory()
    {
        var id = new Argument<Guid?>("id") { Description = "Only what concerns this identity", Arity = ArgumentArity.ZeroOrOne };
        var limit = CommonOptions.Count("--limit", "At most this many", 50);
        var command = new Command("history", "What changed, by whom and why; newest first") { id, limit };
        IdentitiesCommand.Act(command, (parsed, place, cancellationToken) => place.OpenAsync(
            async (_, store) =>
            {
                if (parsed.GetValue(id) is { } wanted)
                {
                    await IdentityTables.FindAsync(store, wanted, cancellationToken).ConfigureAwait(false);
                }

                var table = IdentityTables.Create("operation", "time (UTC)", "who", "what", "why", "crops", "undone");
                foreach (var entry in await store.HistoryAsync(
                    parsed.GetValue(id), parsed.GetValue(limit), null, cancellationToken).ConfigureAwait(false))
                {
                    table.AddRow(
                        entry.OperationId.ToString(), IdentityTables.Time(entry.At), entry.Actor.EscapeMarkup(), entry.Kind, entry.Reason.EscapeMarkup(),
                        entry.Crops.ToString(CultureInfo.InvariantCulture), entry.UndoneBy is null ? "" : "yes");
                }

                Terminal.Out.Write(table);
            },
            cancellationToken));
        return command;
    }
}
