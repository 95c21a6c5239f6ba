using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Access;
using ReId.Index.Auditing;
using Spectre.Console;

namespace ReId.Cli.Commands.Keys;

/// <summary><c>reid keys</c>: who may ask a server. Works beside a running one.</summary>
internal static class KeysCommand
{
    // Whoever can run this can read the database too; the name only tells it from a key.
    private const string Actor = "command line";

    public static Command Create() =>
        new("keys", "Make, list and revoke keys of the HTTP API") { CreateKey(), ListKeys(), RevokeKey() };

    private static Command CreateKey()
    {
        var (data, database) = (CommonOptions.Data(), Serve.ServeArguments.DatabaseOption());
        var role = new Option<ApiRole>("--role") { Description = "What it may do: viewer, operator or admin", HelpName = "ROLE", Required = true };
        var name = new Option<string?>("--name") { Description = "Whose it is, as the audit log names it (default: the role)", HelpName = "NAME" };
        var days = CommonOptions.Rate("--days", "Days until it expires (default: never)", null);
        var command = new Command("create", "Make a key; it is printed once, on the last line") { data, database, role, name, days };
        command.SetAction((parsed, cancellationToken) => WithStoresAsync(parsed.GetValue(data)!, parsed.GetValue(database), async stores =>
        {
            var wanted = parsed.GetValue(role);
            var end = parsed.GetValue(days) is { } given ? DateTimeOffset.UtcNow.AddDays(Math.Min(given, 36_500)) : (DateTimeOffset?)null;
            var (key, text) = await stores.Keys.CreateAsync(
                parsed.GetValue(name) ?? wanted.ToString().ToLowerInvariant(), wanted, end, cancellationToken).ConfigureAwait(false);
            await AuditAsync(stores, "key.create", key.Id, cancellationToken).ConfigureAwait(false);
            Console.Out.WriteLine($"key {key.Id} of '{key.Name}', role {wanted.ToString().ToLowerInvariant()}, {(end is null ? "without end" : $"until {end:u}")}; it is shown once:");
            Console.Out.WriteLine(text);
        }, cancellationToken));
        return command;
    }

    private static Command ListKeys()
    {
        var (data, database) = (CommonOptions.Data(), Serve.ServeArguments.DatabaseOption());
        var command = new Command("list", "All keys, revoked and expired ones too") { data, database };
        command.SetAction((parsed, cancellationToken) => WithStoresAsync(parsed.GetValue(data)!, parsed.GetValue(database), async stores =>
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("id", "begins", "name", "role", "state", "made", "last used");
            foreach (var key in await stores.Keys.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                var state = key.RevokedAt is { } revoked ? $"revoked {Day(revoked)}"
                    : key.ExpiresAt is { } end ? $"{(key.IsValid(DateTimeOffset.UtcNow) ? "until" : "expired")} {Day(end)}" : "valid";
                table.AddRow(
                    key.Id.ToString(), key.Prefix + "…", Markup.Escape(key.Name), key.Role.ToString().ToLowerInvariant(), state,
                    Day(key.CreatedAt), key.LastUsedAt is { } used ? used.ToString("u", CultureInfo.InvariantCulture) : "never");
            }

            Terminal.Out.Write(table);
        }, cancellationToken));
        return command;
    }

    private static Command RevokeKey()
    {
        var (data, database) = (CommonOptions.Data(), Serve.ServeArguments.DatabaseOption());
        var id = new Argument<Guid>("id") { Description = "The key's id, as 'reid keys list' shows it" };
        var command = new Command("revoke", "Refuse a key from now on, and end its sessions") { id, data, database };
        command.SetAction((parsed, cancellationToken) => WithStoresAsync(parsed.GetValue(data)!, parsed.GetValue(database), async stores =>
        {
            var key = parsed.GetValue(id);
            if (!await stores.Keys.RevokeAsync(key, cancellationToken).ConfigureAwait(false))
            {
                throw new ReIdException($"There is no key {key}: 'reid keys list' shows those there are.");
            }

            await AuditAsync(stores, "key.revoke", key, cancellationToken).ConfigureAwait(false);
            Terminal.Line($"key {key} is revoked; a running server refuses it within seconds");
        }, cancellationToken));
        return command;
    }

    private static async Task<int> WithStoresAsync(
        DirectoryInfo data, string? database, Func<ServiceStores, Task> work, CancellationToken cancellationToken)
    {
        var options = new GalleryOptions { Directory = data.FullName, Database = Serve.ServeArguments.Database(database), VectorDatabase = VectorsArgument.Read(), IndexKind = IndexArgument.Read(), Pictures = PicturesArgument.Read() };
        await using var stores = await ServiceStores.OpenBesideAsync(options, cancellationToken).ConfigureAwait(false);
        await work(stores).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static Task AuditAsync(ServiceStores stores, string action, Guid key, CancellationToken cancellationToken) =>
        stores.Audit.WriteAsync(
            new AuditEntry { At = DateTimeOffset.UtcNow, Actor = Actor, Action = action, Target = key.ToString() }, cancellationToken);

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
