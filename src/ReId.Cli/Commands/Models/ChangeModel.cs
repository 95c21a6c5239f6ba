using System.CommandLine;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Auditing;
using ReId.Index.ModelChange;
using ReId.Model.Embedding;

namespace ReId.Cli.Commands.Models;

/// <summary>
/// <c>reid models change</c>: from one model to another while everything is served. It says what shall happen; the
/// server of the gallery does it, within seconds when it runs and else at its next start.
/// </summary>
internal static class ChangeModel
{
    public static Command Create() => new("change", "Change the model of a gallery while it is served")
    {
        Start(),
        Step("status", "How far a change is", state => state),
        Step("pause", "Let the making of vectors rest", state => state.Resting(true)),
        Step("resume", "Go on making vectors", state => state.Resting(false)),
        Step("switch", "Serve the next model as soon as every crop has its vector", state => state.Switching()),
        Step("back", "Serve the model of before again", state => state.Back()),
        Step("finish", "Do not keep the model of before complete any longer", state => state.Finished()),
        Step("cancel", "Give the change up; vectors that were made stay", state => state.Cancelled()),
    };

    private static Command Start()
    {
        var (data, database) = (CommonOptions.Data(), ServeArguments.DatabaseOption());
        var weights = new Option<string>("--weights") { Description = "The next model: a file, 'synthetic', 'colour', or a network with '+colour' behind it", HelpName = "FILE", Required = true };
        var command = new Command("start", "Make the vectors of another model beside those that are served") { data, database, weights };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(weights)!;
            using var embedder = Embedder.Open(CommonOptions.Embedder(name, "cpu", engine: null));
            var next = new ModelFile(embedder.Model.Id, BuiltInWeights.Rooted(name));
            return await RunAsync("start", parsed.GetValue(data)!, parsed.GetValue(database), state => state.Started(next, served: null), cancellationToken)
                .ConfigureAwait(false);
        });
        return command;
    }

    private static Command Step(string name, string description, Func<ModelChangeState, ModelChangeState> step)
    {
        var (data, database) = (CommonOptions.Data(), ServeArguments.DatabaseOption());
        var command = new Command(name, description) { data, database };
        command.SetAction((parsed, cancellationToken) => RunAsync(name, parsed.GetValue(data)!, parsed.GetValue(database), step, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string name, DirectoryInfo data, string? database, Func<ModelChangeState, ModelChangeState> step, CancellationToken cancellationToken)
    {
        var options = new GalleryOptions { Directory = data.FullName, Database = ServeArguments.Database(database), VectorDatabase = VectorsArgument.Read(), IndexKind = IndexArgument.Read(), Pictures = PicturesArgument.Read() };
        await using var stores = await ServiceStores.OpenBesideAsync(options, cancellationToken).ConfigureAwait(false);
        ModelChangeState state;
        if (name == "status")
        {
            state = await stores.ModelChange.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            if (name == "back")
            {
                await RequireUsableAsync(stores.ModelChange, cancellationToken).ConfigureAwait(false);
            }

            state = await stores.ModelChange.UpdateAsync(step, cancellationToken).ConfigureAwait(false);
            var entry = new AuditEntry { At = DateTimeOffset.UtcNow, Actor = "command line", Action = $"model.{name}", Target = state.Next?.ModelId ?? state.Served?.ModelId };
            await stores.Audit.WriteAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        await PrintAsync(stores.ModelChange, state, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static async Task RequireUsableAsync(IModelChangeStore store, CancellationToken cancellationToken)
    {
        if ((await store.ReadAsync(cancellationToken).ConfigureAwait(false)).Previous is not { } previous)
        {
            return;
        }

        // Before anything changes: what cannot be opened cannot be served, and the server would stay without a model.
        RequireFile(previous);
        if (await store.CountMissingAsync(previous.ModelId, cancellationToken).ConfigureAwait(false) is > 0 and var missing)
        {
            throw new ReIdException($"{missing} crops have no vector of {previous.ModelId} yet: a running server makes them; try again then.");
        }
    }

    private static void RequireFile(ModelFile model)
    {
        string found;
        try
        {
            using var embedder = Embedder.Open(CommonOptions.Embedder(model.Weights, "cpu", engine: null));
            found = embedder.Model.Id;
        }
        catch (ReIdException failure)
        {
            throw new ReIdException(
                $"There is no way back to {model.ModelId} while its file {model.Weights} cannot be opened ({failure.Message.TrimEnd('.')}): put it back there; the model that is served stays.", failure);
        }

        if (found != model.ModelId)
        {
            throw new ReIdException(
                $"There is no way back to {model.ModelId}: its file {model.Weights} is another model's now, {found}; put the old one back there; the model that is served stays.");
        }
    }

    private static async Task PrintAsync(IModelChangeStore store, ModelChangeState state, CancellationToken cancellationToken)
    {
        Terminal.Line($"served:   {state.Served?.ModelId ?? "the model that the server is started with"}");
        if (state.Next is { } next)
        {
            var missing = await store.CountMissingAsync(next.ModelId, cancellationToken).ConfigureAwait(false);
            var how = state.Paused ? "paused" : state.SwitchWhenComplete ? "the server switches when it is complete" : "made by the running server";
            Terminal.Line($"next:     {next.ModelId} ({next.Weights}), {missing} crops without a vector; {how}");
        }

        if (state.Previous is { } previous)
        {
            Terminal.Line($"previous: {previous.ModelId} ({previous.Weights}), kept complete until 'finish'");
        }
    }
}
