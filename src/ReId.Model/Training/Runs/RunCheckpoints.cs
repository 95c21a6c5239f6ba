using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Files;
using ReId.Model.Training.Optimisation;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>
/// Writes the checkpoints of a run, and brings the run back from one. A step may throw the weights so far that the next one
/// gives no numbers: the checkpoint between them is good for nothing, so the one before it is remembered until a further
/// step has shown that the new one can be gone on from.
/// </summary>
/// <param name="recipe">What is run.</param>
/// <param name="yaml">The same as written.</param>
/// <param name="options">Where, and how often.</param>
/// <param name="network">What is trained.</param>
/// <param name="average">Moving average of its weights; null for none.</param>
/// <param name="clock">Time for a checkpoint belongs to no part of a step.</param>
/// <param name="timer">Knows when the next one is due.</param>
internal sealed class RunCheckpoints(
    Recipe recipe, string yaml, TrainerOptions options, TrainingNetwork network, MovingAverage? average, StepClock clock, RunTimer timer)
{
    private bool _written;

    // Whether a step was made from the one in the folder.
    private bool _isProven;

    // The bytes of the last one from which a step was made, if this run wrote over it.
    private byte[]? _proven;

    /// <summary>Writes one in any case.</summary>
    /// <param name="place">How far the run is.</param>
    /// <param name="stage">The stage that runs.</param>
    public void Save(TrainingPlace place, TrainingStage stage)
    {
        if (_isProven)
        {
            _proven = Read();
        }

        var tensors = StateLoader.Entries(network.Module).Select(entry => ($"network.{entry.Name}", entry.Tensor))
            .Concat(average?.State().Select(entry => ($"average.{entry.Key}", entry.Value)) ?? [])
            .Concat(stage.State());
        TrainerCheckpoint.Save(options.Folder.Checkpoint, place, yaml, tensors);
        (_written, _isProven) = (true, false);
        timer.CheckpointIsMade();
        clock.Skip();
    }

    /// <summary>Writes one if the last was made long enough ago.</summary>
    /// <param name="place">How far the run is.</param>
    /// <param name="stage">The stage that runs.</param>
    public void SaveIfDue(TrainingPlace place, TrainingStage stage)
    {
        if (timer.CheckpointIsDue(options.CheckpointEvery))
        {
            Save(place, stage);
        }
    }

    /// <summary>A step has moved the weights: those it began with can be gone on from.</summary>
    public void StepIsMade() => _isProven = _written;

    /// <summary>
    /// After a step that gave no numbers: if none was made from the checkpoint in the folder, the one before it is put in its
    /// place.
    /// </summary>
    /// <returns>Whether the checkpoint in the folder is one that a step was made from.</returns>
    /// <exception cref="ReIdException">It cannot be put there; the one in the folder stays.</exception>
    public bool KeepProven()
    {
        if (!_isProven && _proven is { } bytes)
        {
            AtomicFile.Write(options.Folder.Checkpoint, stream => stream.Write(bytes));
            _isProven = true;
        }

        return _isProven;
    }

    /// <summary>Network and moving average as they were; the stage restores what is its own.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="observer">Is told if the recipe is another one now.</param>
    /// <returns>How far the run was.</returns>
    /// <exception cref="ReIdException">The recipe is another one in what may not change.</exception>
    public TrainingPlace Restore(TrainerCheckpoint checkpoint, ITrainingObserver observer)
    {
        var place = checkpoint.Place;
        if (checkpoint.Recipe != yaml)
        {
            var folder = options.Folder;
            var before = RecipeReader.Parse(checkpoint.Recipe, folder.Checkpoint, []);
            if (!RecipeChange.MayResume(before, recipe))
            {
                throw new ReIdException($"{folder.Checkpoint} was made by another recipe (see {folder.Recipe}): resume with that one, or choose another --out; only {RecipeChange.Allowed} may change.");
            }

            observer.Note("The recipe is another one than that of the checkpoint: the run goes on with the new values.");
            if (!SameScore(before.Evaluation, recipe.Evaluation))
            {
                // Scores of another kind, or on other pictures, say nothing about those to come.
                place = place with { BestScore = null, Worse = 0 };
            }
        }

        checkpoint.Restore("network.", StateLoader.Entries(network.Module));
        if (average is not null)
        {
            checkpoint.With("average.", average.Load);
        }

        _written = true;
        return place;
    }

    // A checkpoint that somebody took away is no reason not to write the next one.
    private byte[]? Read()
    {
        try
        {
            return File.ReadAllBytes(options.Folder.Checkpoint);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool SameScore(EvaluationRecipe one, EvaluationRecipe other) =>
        (one.Best, one.Dataset, one.Root) == (other.Best, other.Dataset, other.Root);
}
