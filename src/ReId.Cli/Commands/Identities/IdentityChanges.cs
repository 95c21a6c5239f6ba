using System.CommandLine;
using ReId.Cli.Output;
using ReId.Index;
using ReId.Index.Auditing;
using ReId.Index.Identities;

namespace ReId.Cli.Commands.Identities;

/// <summary>The commands of <c>reid identities</c> that change something; each is one step of the history.</summary>
internal static class IdentityChanges
{
    private delegate Task<OperationResult> Act(IdentityStore store, Guid id, ParseResult parsed, CancellationToken cancellationToken);

    private static string Actor => Environment.UserName is { Length: > 0 } user ? user : "command line";

    public static IEnumerable<Command> CreateAll()
    {
        var name = new Argument<string?>("name") { Description = "The name; none takes it away", Arity = ArgumentArity.ZeroOrOne };
        yield return Create("name", "Give an identity a name", (store, id, parsed, token) => store.NameAsync(id, parsed.GetValue(name), Actor, token), name);

        var show = new Option<bool>("--show") { Description = "Show it again" };
        yield return Create("hide", "Leave an identity out of lists", (store, id, parsed, token) => store.HideAsync(id, !parsed.GetValue(show), Actor, token), show);

        var from = IdArguments.Several("from", "Identities that go into it");
        yield return Create("merge", "Say that identities are one; the first keeps its id", (store, id, parsed, token) => store.MergeAsync(id, parsed.GetValue(from)!, Actor, token), from);

        yield return OnCrops("split", "Say that crops of an identity are somebody else, all the same one", (store, id, crops, exact, token) => store.SplitAsync(id, crops, exact, Actor, token));
        yield return OnCrops("confirm", "Say that crops show an identity", (store, id, crops, exact, token) => store.ConfirmAsync(id, crops, exact, Actor, token));
        yield return OnCrops("reject", "Say that crops do not show an identity: they never join it again", (store, id, crops, exact, token) => store.RejectAsync(id, crops, exact, Actor, token));
        yield return Create("undo", "Take back an operation of the history, or a clustering run", (store, id, _, token) => store.UndoAsync(id, Actor, token));
    }

    private static Command OnCrops(string word, string description, Func<IdentityStore, Guid, Guid[], bool, CancellationToken, Task<OperationResult>> act)
    {
        var crops = IdArguments.Several("crops", "Crops; each stands for its whole tracklet");
        var exact = new Option<bool>("--exact") { Description = "These crops only, not their tracklets" };
        return Create(word, description, (store, id, parsed, token) => act(store, id, parsed.GetValue(crops)!, parsed.GetValue(exact), token), crops, exact);
    }

    private static Command Create(string word, string description, Act act, params Symbol[] symbols)
    {
        var id = new Argument<Guid>("id") { Description = word == "undo" ? "The operation, as history shows it" : "The identity" };
        var command = new Command(word, description) { id };
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        IdentitiesCommand.Act(command, (parsed, place, cancellationToken) => place.OpenAsync(
            async (gallery, store) =>
            {
                var result = await act(store, parsed.GetValue(id), parsed, cancellationToken).ConfigureAwait(false);
                await AuditAsync(gallery, word, parsed.GetValue(id), result).ConfigureAwait(false);
                foreach (var note in result.Notes)
                {
                    await Console.Error.WriteLineAsync($"note: {note}").ConfigureAwait(false);
                }

                Terminal.Line((result.IdentityId is { } identity ? $"identity {identity}: " : "") + Done(result));
                Terminal.Line($"operation {result.OperationId}: './reid identities undo {result.OperationId}{place.Arguments}' takes it back");
            },
            cancellationToken));
        return command;
    }

    private static string Done(OperationResult result) => result.Kind switch
    {
        OperationKind.Name => "name changed",
        OperationKind.Hide => "hidden",
        OperationKind.Show => "shown again",
        _ => $"{Amount.Of(result.ChangedCrops, "crop")} changed",
    };

    private static async Task AuditAsync(Gallery gallery, string word, Guid target, OperationResult result)
    {
        await using var stores = new ServiceStores(gallery);
        await stores.Audit.WriteAsync(
            new AuditEntry
            {
                At = DateTimeOffset.UtcNow,
                Actor = "command line",
                Action = $"identity.{word}",
                Target = target.ToString(),
                Detail = $$"""{"operationId":"{{result.OperationId}}","crops":{{result.ChangedCrops}}}""",
            },
            CancellationToken.None).ConfigureAwait(false);
    }
}
