using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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
    public Task<long> CountMissingAsync(ServedModel model, CancellationToken cancellationToken) =>
        Filler(model).CountAsync(cancellationToken);

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

        var model = models.Open(next);
        if (await Filler(model).CountAsync(cancellationToken) is > 0 and var missing)
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
        foreach (var file in state.Targets())
        {
            worked |= await Filler(models.Open(file)).StepAsync(cancellationToken);
        }

        if (state is { Next: { } next, SwitchWhenComplete: true } && Filler(models.Open(next)).CaughtUp)
        {
            await TrySwitchAsync(cancellationToken);
        }

        return worked;
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
