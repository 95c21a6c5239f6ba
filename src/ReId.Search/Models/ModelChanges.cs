using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.ModelChange;

namespace ReId.Search.Models;

/// <summary>
/// Carries the change of model out, as the database says: makes missing vectors of the next model, of the served one and
/// of the one before, and switches. What is asked for by another process (the command line) is noticed within seconds.
/// </summary>
internal sealed class ModelChanges(
    Gallery gallery, IModelChangeStore store, ServedModels models, ILogger<ModelChanges> logger) : BackgroundService
{
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, ModelFiller> _fillers = new();
    private readonly SemaphoreSlim _poke = new(0);

    /// <summary>There is something new in the database.</summary>
    public void Poke() => _poke.Release();

    /// <summary>Crops that lack a vector of a model and can have one.</summary>
    /// <remarks>Asks the database alone: a model whose file is gone is shown as well.</remarks>
    public async Task<long> CountMissingAsync(string modelId, CancellationToken cancellationToken) =>
        Math.Max(0, await store.CountMissingAsync(modelId, cancellationToken) - Unusable(modelId));

    /// <summary>Crops that can have no vector of a model, as far as they were tried.</summary>
    public int Unusable(string modelId) => _fillers.TryGetValue(modelId, out var filler) ? filler.Unusable : 0;

    /// <summary>Switches if the next model is complete; returns how many crops it lacks otherwise.</summary>
    public async Task<long> TrySwitchAsync(CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        if (state.Next is not { } next)
        {
            return 0;
        }

        _ = models.Open(next); // Before anything changes: what cannot be opened cannot be served.
        if (await CountMissingAsync(next.ModelId, cancellationToken) is > 0 and var missing)
        {
            return missing;
        }

        var old = models.Current;
        await store.UpdateAsync(now => now.Next == next ? now.Switched(new ModelFile(old.Id, old.Weights)) : now, cancellationToken);
        await ApplyAsync(cancellationToken);
        return 0;
    }

    /// <summary>Serves what the database says.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken) => Apply(await store.ReadAsync(cancellationToken));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = s_rest;
            try
            {
                if (await WorkAsync(stoppingToken))
                {
                    continue;
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                SearchLog.ModelChangeFailed(logger, failure.Message, (int)s_afterFailure.TotalSeconds);
                rest = s_afterFailure;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await _poke.WaitAsync(rest, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        Apply(state);
        var worked = false;
        ReIdException? lost = null;
        foreach (var file in state.Targets())
        {
            try
            {
                worked |= await Filler(models.Open(file)).StepAsync(cancellationToken);
            }
            catch (ReIdException failure)
            {
                // One model whose file is gone must not keep the others from becoming complete.
                lost = failure;
            }
        }

        if (state is { Next: { } next, SwitchWhenComplete: true } && Filler(models.Open(next)).CaughtUp)
        {
            await TrySwitchAsync(cancellationToken);
        }

        // Said once the others have nothing left to do.
        return lost is null || worked ? worked : throw lost;
    }

    private void Apply(ModelChangeState state)
    {
        if (state.Served is { } served && served.ModelId != models.Current.Id)
        {
            var before = models.Current.Id;
            models.Serve(models.Open(served));
            SearchLog.ModelServed(logger, served.ModelId, before);
        }
    }

    private ModelFiller Filler(ServedModel model) => _fillers.GetOrAdd(model.Id, _ => new ModelFiller(gallery, store, model));
}
