using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Files;
using ReId.Model.Inference;
using ReId.Model.Loading;
using ReId.Model.Samplers;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Optimisation;
using ReId.Model.Training.Precision;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;
using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>
/// Runs a recipe: data, batches, losses, steps, evaluation, checkpoints. Resumed from a checkpoint it computes the same
/// losses as a run that was never interrupted.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Recipe _recipe;
    private readonly string _yaml;
    private readonly TrainerOptions _options;
    private readonly TrainingData _data;
    private readonly TrainingNetwork _network;
    private readonly TrainingLoader _loader;
    private readonly MovingAverage? _average;
    private readonly IPrecision _precision;
    private readonly RunParts _run;

    /// <summary>Opens data and network; nothing is computed yet.</summary>
    /// <param name="recipe">What to run.</param>
    /// <param name="data">What to train with.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <exception cref="ReIdException">The recipe, the data or the device do not fit; says what.</exception>
    public Trainer(Recipe recipe, TrainingData data, TrainerOptions options, ITrainingObserver observer)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        (_recipe, _data, _options) = (recipe, data, options);
        _yaml = RecipeWriter.Write(recipe);
        var sampler = SamplerCatalog.Create(recipe.Sampler.Name, data.Labels, data.Cameras, SamplerSettings.Of(recipe));
        var evaluation = new NetworkEvaluation(recipe.Evaluation, data.Source, options);
        if (options.Threads > 0)
        {
            torch.set_num_threads(options.Threads);
        }

        var device = TorchDevices.Parse(options.Device);
        _precision = PrecisionCatalog.Get(recipe.Precision, device, options.Processor);
        var augmentation = AugmentationPipeline.Create([.. recipe.Augmentation.Select(part => (part.Name, part.Options))], recipe.Seed);
        // The last thing that may fail: nothing is left open then.
        _network = new TrainingNetwork(recipe.Model, recipe.Seed, device);
        _loader = new TrainingLoader(
            data.Images, data.Labels, augmentation,
            _network.Info,
            new LoaderOptions
            {
                Workers = recipe.Data.Workers,
                Prefetch = recipe.Data.Prefetch,
                CacheBytes = recipe.Data.CacheMegabytes * 1024L * 1024,
                SkipCorrupt = recipe.Data.SkipCorrupt,
            });
        _average = recipe.MovingAverage > 0 ? new MovingAverage(_network.Module, recipe.MovingAverage) : null;
        var clock = new StepClock();
        var batches = new TrainingBatches(recipe, data, _network, sampler, _loader, clock);
        var timer = new RunTimer(batches.Total);
        _run = new RunParts(
            recipe, data, options.Folder, observer, batches,
            new RunCheckpoints(recipe, _yaml, options, _network, _average, clock, timer),
            new RunModels(recipe, options.Folder, _network, _average, evaluation, observer),
            new RunNotes(observer, _loader), timer, clock);
    }

    /// <summary>Trains to the end, or until cancelled; a cancelled run leaves a checkpoint.</summary>
    /// <param name="cancellationToken">Stops after the step in progress.</param>
    /// <exception cref="ReIdException">A loss is NaN, a picture cannot be decoded, the disk is full: the last good checkpoint stays.</exception>
    public async Task<TrainingResult> RunAsync(CancellationToken cancellationToken)
    {
        var folder = _options.Folder;
        folder.Prepare(_options.Resume);
        var checkpoint = _options.Resume ? TrainerCheckpoint.Load(folder.Checkpoint) : null;
        var place = checkpoint is null ? new TrainingPlace() : _run.Checkpoints.Restore(checkpoint, _run.Observer);
        AtomicFile.Write(folder.Recipe, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(_yaml)));
        using var log = checkpoint is null ? MetricsLog.Create(folder.Metrics) : MetricsLog.Resume(folder.Metrics, place.Step, evaluated: place.Batch == 0);
        _run.Observer.Begin(_recipe, _data, folder);
        _run.Notes.Begin(_recipe, _data, _network.Kept);

        var complete = true;
        while (place.Stage < _recipe.Stages.Count && complete)
        {
            (place, complete) = await StageAsync(place, log, checkpoint, cancellationToken).ConfigureAwait(false);
            checkpoint = null;
        }

        log.Dispose();
        if (place.Step > 0)
        {
            RunReport.Write(
                folder.Root, title: $"{_recipe.Name}: {_recipe.Model.Backbone} on {_data.Source.Name}", summary: [.. _run.Facts(place.Step)]);
        }

        return new TrainingResult(place.Step, complete, place.BestScore, _run.Models.Use, _run.Clock.Shares);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _average?.Dispose();
        _loader.Dispose();
        _network.Dispose();
    }

    private async Task<(TrainingPlace Place, bool Complete)> StageAsync(
        TrainingPlace place, MetricsLog log, TrainerCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        if (place.Stage > 0)
        {
            // A run that is resumed here draws what the losses begin with as one that went on.
            torch.manual_seed(unchecked((_recipe.Seed * 1_000_003L) - place.Stage));
        }

        using var stage = NewStage(_recipe.Stages[place.Stage]);
        if (place.Step == 0)
        {
            CheckLaterStages();
        }

        // A checkpoint between two stages knows nothing of the one that begins.
        if (checkpoint is not null && place.StageStep > 0)
        {
            stage.Restore(checkpoint);
        }

        return await new StageRun(_run, stage, log, place).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private TrainingStage NewStage(StageRecipe stage) =>
        new(_recipe, stage, _network, _data.Classes, _run.Batches.PerEpoch(stage), _precision, _average, _run.Clock);

    // What a later stage lacks is said now, not hours later.
    private void CheckLaterStages()
    {
        foreach (var stage in _recipe.Stages)
        {
            OfflineMining.Check(stage);
        }

        foreach (var stage in _recipe.Stages.Skip(1))
        {
            NewStage(stage).Dispose();
        }
    }
}
