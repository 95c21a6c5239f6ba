using ReId.Cli.Output;
using ReId.Index.Identities;
using Spectre.Console;

namespace ReId.Cli.Commands.Identities;

/// <summary>What the tables of <c>reid identities</c> share.</summary>
internal static class IdentityTables
{
    /// <summary>A table whose ids and times stay on one line.</summary>
    public static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var made = new TableColumn(column);
            table.AddColumn(column is "name" or "cameras" or "why" or "who" ? made : made.NoWrap());
        }

        return table;
    }

    public static string Shown(Identity identity) =>
        string.Join(' ', new[] { identity.Name ?? "", identity.Hidden ? "(hidden)" : "" }.Where(part => part.Length > 0)).EscapeMarkup();

    public static string Time(DateTimeOffset? time) => time is { } at ? Clock.Show(at) : "";

    public static async Task<IdentitySummary> FindAsync(IdentityStore store, Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new IdentityMissingException($"There is no identity {id} in this gallery: './reid identities list' shows those there are.");

    /// <summary>One line that says who it is.</summary>
    public static string Line(Guid asked, IdentitySummary found)
    {
        var name = found.Identity.Name is { } known ? $" '{known}'" : "";
        var merged = asked == found.Identity.Id ? "" : $" (into which {asked} was merged)";
        return $"identity {found.Identity.Id}{name}{(found.Identity.Hidden ? ", hidden" : "")}{merged}: {Amount.Of(found.Crops, "crop")}"
            + (found.Crops == 0 ? "" : $" of {string.Join(", ", found.Cameras)}, {Time(found.FirstSeenAt)} to {Time(found.LastSeenAt)}");
    }
}
