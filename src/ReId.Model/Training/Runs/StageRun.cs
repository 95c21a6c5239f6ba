using ReId.Contracts;
using ReId.Model.Loading;
using ReId.Model.Miners;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Reporting;

namespace ReId.Model.Training.Runs;

/// <summary>One stage from where the run stands to its end: epochs of steps, checkpoints, evaluations, and what ends it before.</summary>
/// <param name="run">What the stages share.</param>
/// <param name="stage">What a step does.</param>
/// <param name="log">Takes the metrics.</param>
/// <param name="place">How far the run is.</param>
internal sealed class StageRun(RunParts run, TrainingStage stage, MetricsLog log, TrainingPlace place)
{
    private readonly CollapseWatch _watch = new(reference: place.Watch);
    private TrainingPlace _place = place;

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Stops after the step in progress; a checkpoint is left.</param>
    /// <returns>How far the run is then, and whether the stage is complete: false when cancelled.</returns>
    /// <exception cref="ReIdException">As <see cref="Trainer.RunAsync"/> says.</exception>
    public async Task<(TrainingPlace Place, bool Complete)> RunAsync(CancellationToken cancellationToken)
    {
        var index = _place.Stage;
        try
        {
            while (_place.Stage == index)
            {
                if (!Epoch(cancellationToken))
                {
                    run.Checkpoints.Save(_place, stage);
                    return (_place, false);
                }

                run.Notes.EpochEnds();
                await EpochEndsAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (_place, false);
        }
        catch (NotFiniteException e)
        {
            throw new ReIdException($"Step {_place.Step + 1}: {e.What} is not a finite number; {NoNumber.Advice(run)}.", e);
        }

        return (_place, true);
    }

    // False when cancelled.
    private bool Epoch(CancellationToken cancellationToken)
    {
        stage.BeginEpoch(_place.Epoch);
        using var batches = run.Batches.Of(_place, stage, cancellationToken).GetEnumerator();
        while (Next(batches))
        {
            var (batch, triplets) = batches.Current;
            using (batch)
            using (triplets)
            {
                run.Clock.Lap(StepClock.Part.Data);
                Step(batch, triplets);
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            run.Checkpoints.SaveIfDue(_place, stage);
        }

        // The loader ends without a batch when it is cancelled.
        return !cancellationToken.IsCancellationRequested;
    }

    // A picture that cannot be read ends the run, and the steps before it are kept.
    private bool Next(IEnumerator<(TrainingBatch Batch, Triplets? Triplets)> batches)
    {
        try
        {
            return batches.MoveNext();
        }
        catch (ReIdException) when (_place.Step > 0)
        {
            run.Checkpoints.Save(_place, stage);
            throw;
        }
    }

    private void Step(TrainingBatch batch, Triplets? triplets)
    {
        var metrics = stage.Step(batch, _place, triplets, _watch);
        if (double.IsFinite(metrics.GradientNorm))
        {
            run.Checkpoints.StepIsMade();
        }

        _place = _place with { Batch = _place.Batch + 1, Step = _place.Step + 1, StageStep = _place.StageStep + 1 };
        log.Write(metrics);
        run.Observer.Step(new TrainingProgress
        {
            Stage = _place.Stage + 1,
            Stages = run.Recipe.Stages.Count,
            Epoch = _place.Epoch + 1,
            Epochs = stage.StageRecipe.Epochs,
            EpochShare = (double)_place.Batch / run.Batches.PerEpoch(stage.StageRecipe),
            Step = metrics,
            Left = run.Timer.Left(_place.Step),
        });
        var warning = _watch.Observe(metrics);
        _place = _place with { Watch = _watch.Reference };
        if (warning is not null)
        {
            log.Write(new NoteMetrics { Step = _place.Step, Text = warning, Warning = true });
            run.Observer.Note(warning);
        }
    }

    private async Task EpochEndsAsync(CancellationToken cancellationToken)
    {
        var ended = await EvaluateAsync(cancellationToken).ConfigureAwait(false);
        _place = _place with { Epoch = _place.Epoch + 1, Batch = 0 };
        if (ended || _place.Epoch == stage.StageRecipe.Epochs)
        {
            _place = _place with { Stage = ended ? run.Recipe.Stages.Count : _place.Stage + 1, Epoch = 0, StageStep = 0, Watch = null };
        }

        run.Checkpoints.Save(_place, stage);
    }

    // True when the run ends early.
    private async Task<bool> EvaluateAsync(CancellationToken cancellationToken)
    {
        if (!run.Models.IsDue(_place))
        {
            return false;
        }

        var evaluated = run.Models.EvaluationIsDue(_place);
        if (evaluated)
        {
            if (!run.Models.GiveNumbers())
            {
                throw new NotFiniteException("an embedding of the network");
            }

            // Whatever ends the evaluation, the epoch is not computed again: a run resumed here begins by evaluating.
            run.Checkpoints.Save(_place, stage);
        }

        run.Models.SaveLast(run.Facts(_place.Step));
        if (!evaluated)
        {
            return false;
        }

        (_place, var ended) = await run.Models.EvaluateAsync(_place, log, cancellationToken).ConfigureAwait(false);
        run.Clock.Skip();
        return ended;
    }
}
