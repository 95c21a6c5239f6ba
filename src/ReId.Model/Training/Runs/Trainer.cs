using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Backbones;
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
    private readonly ITrainingObserver _observer;
    private readonly TrainingData _data;
    private readonly TrainingNetwork _network;
    private readonly NetworkEvaluation _evaluation;
    private readonly IBatchSampler _sampler;
    private readonly TrainingLoader _loader;
    private readonly MovingAverage? _average;
    private readonly IPrecision _precision;
    private readonly StepClock _clock = new();
    private readonly RunTimer _timer;
    private readonly RunNotes _notes;
    private TrainingPlace _place = new();

    /// <summary>Opens data and network; nothing is computed yet.</summary>
    /// <param name="recipe">What to run.</param>
    /// <param name="data">What to train with.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <exception cref="ReIdException">The recipe, the data or the device do not fit; says what.</exception>
    public Trainer(Recipe recipe, TrainingData data, TrainerOptions options, ITrainingObserver observer)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        (_recipe, _data, _options, _observer) = (recipe, data, options, observer);
        _yaml = RecipeWriter.Write(recipe);
        _sampler = SamplerCatalog.Create(recipe.Sampler.Name, data.Labels, data.Cameras, SamplerSettings.Of(recipe));
        _evaluation = new NetworkEvaluation(recipe.Evaluation, data.Source, options);
        _timer = new RunTimer(recipe.Stages.Sum(stage => StepsOf(stage)));
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
        _notes = new RunNotes(observer, _loader);
        _average = recipe.MovingAverage > 0 ? new MovingAverage(_network.Module, recipe.MovingAverage) : null;
    }

    /// <summary>Trains to the end, or until cancelled; a cancelled run leaves a checkpoint.</summary>
    /// <param name="cancellationToken">Stops after the step in progress.</param>
    /// <exception cref="ReIdException">A loss is NaN, a picture cannot be decoded, the disk is full: the last good checkpoint stays.</exception>
    public async Task<TrainingResult> RunAsync(CancellationToken cancellationToken)
    {
        var folder = _options.Folder;
        folder.Prepare(_options.Resume);
        var checkpoint = _options.Resume ? TrainerCheckpoint.Load(folder.Checkpoint) : null;
        if (checkpoint is not null)
        {
            Resume(checkpoint);
        }

        AtomicFile.Write(folder.Recipe, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(_yaml)));
        using var log = checkpoint is null ? MetricsLog.Create(folder.Metrics) : MetricsLog.Resume(folder.Metrics, _place.Step);
        _observer.Begin(_recipe, _data, folder);
        _notes.Begin(_recipe, _data, _network.Kept);

        var complete = true;
        while (_place.Stage < _recipe.Stages.Count && complete)
        {
            complete = await StageAsync(log, checkpoint, cancellationToken).ConfigureAwait(false);
            checkpoint = null;
        }

        log.Dispose();
        if (_place.Step > 0)
        {
            RunReport.Write(folder.Root, title: $"{_recipe.Name}: {_recipe.Model.Backbone} on {_data.Source.Name}", summary: [.. Facts()]);
        }

        var model = File.Exists(folder.Best) ? folder.Best : File.Exists(folder.Last) ? folder.Last : null;
        return new TrainingResult(_place.Step, complete, _place.BestScore, model, _clock.Shares);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _average?.Dispose();
        _loader.Dispose();
        _network.Dispose();
    }

    // False when cancelled.
    private async Task<bool> StageAsync(MetricsLog log, TrainerCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        var recipe = _recipe.Stages[_place.Stage];
        if (_place.Stage > 0)
        {
            // A run that is resumed here draws what the losses begin with as one that went on.
            torch.manual_seed(unchecked((_recipe.Seed * 1_000_003L) - _place.Stage));
        }

        using var stage = NewStage(recipe);
        if (_place.Step == 0)
        {
            CheckLaterStages();
        }

        var watch = new CollapseWatch(reference: _place.Watch);

        // A checkpoint between two stages knows nothing of the one that begins.
        if (checkpoint is not null && _place.StageStep > 0)
        {
            stage.Restore(checkpoint);
        }

        while (_place.Epoch < recipe.Epochs)
        {
            stage.BeginEpoch(_place.Epoch);
            using var batches = Batches(recipe, stage, cancellationToken).GetEnumerator();
            while (Next(batches, stage))
            {
                var (batch, triplets) = batches.Current;
                using (batch)
                using (triplets)
                {
                    _clock.Lap(StepClock.Part.Data);
                    Step(stage, batch, triplets, log, watch);
                }

                if (_timer.CheckpointIsDue(_options.CheckpointEvery))
                {
                    Save(stage);
                }

                if (cancellationToken.IsCancellationRequested)
                {
                    Save(stage);
                    return false;
                }
            }

            // The loader ends without a batch when it is cancelled.
            if (cancellationToken.IsCancellationRequested)
            {
                Save(stage);
                return false;
            }

            _notes.EpochEnds();
            bool ended;
            try
            {
                ended = await EvaluateAsync(stage, log, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            _place = _place with { Epoch = _place.Epoch + 1, Batch = 0 };
            if (ended || _place.Epoch == recipe.Epochs)
            {
                _place = _place with { Stage = ended ? _recipe.Stages.Count : _place.Stage + 1, Epoch = 0, StageStep = 0, Watch = null };
                Save(stage);
                return true;
            }

            Save(stage);
        }

        return true;
    }

    // A picture that cannot be read ends the run, and the steps before it are kept.
    private bool Next(IEnumerator<(TrainingBatch Batch, Miners.Triplets? Triplets)> batches, TrainingStage stage)
    {
        try
        {
            return batches.MoveNext();
        }
        catch (ReIdException) when (_place.Step > 0)
        {
            Save(stage);
            throw;
        }
    }

    private void Step(TrainingStage stage, TrainingBatch batch, Miners.Triplets? triplets, MetricsLog log, CollapseWatch watch)
    {
        StepMetrics metrics;
        try
        {
            metrics = stage.Step(batch, _place, triplets, watch);
        }
        catch (NotFiniteException e)
        {
            var advice = File.Exists(_options.Folder.Checkpoint)
                ? $"the last good checkpoint is {_options.Folder.Checkpoint}: go on from it by --resume with a lower learning_rate or a clip_norm"
                : "there is no checkpoint yet: begin again with a lower learning_rate, a longer warm_up_epochs or a clip_norm";
            throw new ReIdException($"Step {_place.Step + 1}: {e.What} is not a finite number; {advice}.", e);
        }

        _place = _place with { Batch = _place.Batch + 1, Step = _place.Step + 1, StageStep = _place.StageStep + 1 };
        log.Write(metrics);
        var recipe = _recipe.Stages[_place.Stage];
        _observer.Step(new TrainingProgress
        {
            Stage = _place.Stage + 1,
            Stages = _recipe.Stages.Count,
            Epoch = _place.Epoch + 1,
            Epochs = recipe.Epochs,
            EpochShare = (double)_place.Batch / BatchesOf(recipe),
            Step = metrics,
            Left = _timer.Left(_place.Step),
        });
        var warning = watch.Observe(metrics);
        _place = _place with { Watch = watch.Reference };
        if (warning is not null)
        {
            log.Write(new NoteMetrics { Step = _place.Step, Text = warning, Warning = true });
            _observer.Note(warning);
        }
    }

    // True when the run ends early.
    private async Task<bool> EvaluateAsync(TrainingStage stage, MetricsLog log, CancellationToken cancellationToken)
    {
        var folder = _options.Folder;
        var epoch = _recipe.Stages.Take(_place.Stage).Sum(earlier => earlier.Epochs) + _place.Epoch + 1;
        var last = _place.Epoch + 1 == _recipe.Stages[_place.Stage].Epochs;
        var due = _evaluation.IsDue(epoch, last);
        if (!due && !last)
        {
            return false;
        }

        if (due)
        {
            // Whatever ends the evaluation, the epoch is not computed again: a run resumed here begins by evaluating.
            Save(stage);
        }

        using (_average?.Swap())
        {
            _network.ToModel(Facts()).Save(folder.Last);
        }

        if (!due)
        {
            return false;
        }

        var scores = await _evaluation.RunAsync(folder.Last, epoch, _place.Step, cancellationToken).ConfigureAwait(false);
        _clock.Skip();
        var score = _evaluation.Score(scores);
        var best = _place.BestScore is not { } before || score > before;
        _place = best ? _place with { BestScore = score, Worse = 0 } : _place with { Worse = _place.Worse + 1 };
        if (best)
        {
            AtomicFile.Write(folder.Best, stream => stream.Write(File.ReadAllBytes(folder.Last)));
        }

        log.Write(scores);
        _observer.Evaluated(scores, best);
        if (_recipe.Evaluation.Patience == 0 || _place.Worse < _recipe.Evaluation.Patience)
        {
            return false;
        }

        _observer.Note($"No evaluation was better for {_place.Worse} times: the run ends early.");
        return true;
    }

    private IEnumerable<(TrainingBatch Batch, Miners.Triplets? Triplets)> Batches(
        StageRecipe recipe, TrainingStage stage, CancellationToken cancellationToken)
    {
        // The number of the epoch over the whole run: every stage sees new batches.
        var number = _recipe.Stages.Take(_place.Stage).Sum(s => s.Epochs) + _place.Epoch;
        if (recipe.Mining.Identities > 0)
        {
            return new OfflineMining(_recipe, recipe, _data, _network, _loader, () => stage.Train(_place.Epoch))
                .Batches(number, BatchesOf(recipe), _place.Batch, cancellationToken);
        }

        return _loader.Load(_sampler.Epoch(number), number, augmented: true, _place.Batch, cancellationToken)
            .Select(batch => (batch, (Miners.Triplets?)null));
    }

    private void Save(TrainingStage stage)
    {
        var tensors = StateLoader.Entries(_network.Module).Select(entry => ($"network.{entry.Name}", entry.Tensor))
            .Concat(_average?.State().Select(entry => ($"average.{entry.Key}", entry.Value)) ?? [])
            .Concat(stage.State());
        TrainerCheckpoint.Save(_options.Folder.Checkpoint, _place, _yaml, tensors);
        _timer.CheckpointIsMade();
        _clock.Skip();
    }

    private void Resume(TrainerCheckpoint checkpoint)
    {
        if (checkpoint.Recipe != _yaml)
        {
            var before = RecipeReader.Parse(checkpoint.Recipe, _options.Folder.Checkpoint, []);
            if (!RecipeChange.MayResume(before, _recipe))
            {
                throw new ReIdException($"{_options.Folder.Checkpoint} was made by another recipe (see {_options.Folder.Recipe}): resume with that one, or choose another --out; only {RecipeChange.Allowed} may change.");
            }

            _observer.Note("The recipe is another one than that of the checkpoint: the run goes on with the new values.");
        }

        _place = checkpoint.Place;
        checkpoint.Restore("network.", StateLoader.Entries(_network.Module));
        if (_average is not null)
        {
            checkpoint.With("average.", _average.Load);
        }
    }

    private Dictionary<string, string> Facts() => new(StringComparer.Ordinal)
    {
        ["recipe"] = _recipe.Name,
        ["data"] = _data.Source.Name,
        ["identities"] = FormattableString.Invariant($"{_data.Classes}"),
        ["images"] = FormattableString.Invariant($"{_data.Images.Count}"),
        ["steps"] = FormattableString.Invariant($"{_place.Step}"),
        ["seed"] = FormattableString.Invariant($"{_recipe.Seed}"),
    };

    private TrainingStage NewStage(StageRecipe stage) =>
        new(_recipe, stage, _network, _data.Classes, BatchesOf(stage), _precision, _average, _clock);

    // What a later stage lacks is said now, not hours later.
    private void CheckLaterStages()
    {
        foreach (var recipe in _recipe.Stages)
        {
            OfflineMining.Check(recipe);
        }

        foreach (var recipe in _recipe.Stages.Skip(1))
        {
            NewStage(recipe).Dispose();
        }
    }

    private int BatchesOf(StageRecipe stage) => stage.Mining.Identities > 0
        ? Math.Max(1, _data.Images.Count / (3 * stage.Mining.Triplets))
        : _sampler.BatchesPerEpoch;

    private int StepsOf(StageRecipe stage) => stage.Epochs * BatchesOf(stage);
}
