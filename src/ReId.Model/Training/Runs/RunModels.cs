using ReId.Model.Files;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Optimisation;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>The models of a run: the last one, the best one of the evaluations, and whether a better one may still be hoped for.</summary>
/// <param name="recipe">What is run.</param>
/// <param name="folder">Where they lie.</param>
/// <param name="network">What is trained.</param>
/// <param name="average">Moving average of its weights, which the models hold then; null for none.</param>
/// <param name="evaluation">Scores a model.</param>
/// <param name="observer">Is told the scores.</param>
internal sealed class RunModels(
    Recipe recipe, RunFolder folder, TrainingNetwork network, MovingAverage? average, NetworkEvaluation evaluation, ITrainingObserver observer)
{
    /// <summary>The one to use: the best, or the last where nothing was evaluated; null where there is none.</summary>
    public string? Use => File.Exists(folder.Best) ? folder.Best : File.Exists(folder.Last) ? folder.Last : null;

    /// <summary>Whether the last epoch of a stage, or the recipe, asks for a model after the epoch in progress.</summary>
    /// <param name="place">How far the run is.</param>
    public bool IsDue(TrainingPlace place) => EvaluationIsDue(place) || IsLast(place);

    /// <summary>Whether that model is to be evaluated.</summary>
    /// <param name="place">How far the run is.</param>
    public bool EvaluationIsDue(TrainingPlace place) => evaluation.IsDue(place.EpochOf(recipe) + 1, IsLast(place));

    /// <summary>Whether the network as it is can be evaluated at all.</summary>
    public bool GiveNumbers() => network.GivesNumbers();

    /// <summary>Writes the last model.</summary>
    /// <param name="facts">What a model says of its training.</param>
    public void SaveLast(IReadOnlyDictionary<string, string> facts)
    {
        using (average?.Swap())
        {
            network.ToModel(facts).Save(folder.Last);
        }
    }

    /// <summary>Evaluates the last model and keeps it if none was better.</summary>
    /// <param name="place">How far the run is.</param>
    /// <param name="log">Takes the scores.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>The place with the best score so far, and whether the run ends since none was better for as often as the recipe waits.</returns>
    public async Task<(TrainingPlace Place, bool Ended)> EvaluateAsync(TrainingPlace place, MetricsLog log, CancellationToken cancellationToken)
    {
        var scores = await evaluation.RunAsync(folder.Last, place.EpochOf(recipe) + 1, place.Step, cancellationToken).ConfigureAwait(false);
        var score = evaluation.Score(scores);
        var best = place.BestScore is not { } before || score > before;
        place = best ? place with { BestScore = score, Worse = 0 } : place with { Worse = place.Worse + 1 };
        if (best)
        {
            AtomicFile.Write(folder.Best, stream => stream.Write(File.ReadAllBytes(folder.Last)));
        }

        log.Write(scores);
        observer.Evaluated(scores, best);
        var ended = recipe.Evaluation.Patience > 0 && place.Worse >= recipe.Evaluation.Patience;
        if (ended)
        {
            observer.Note($"No evaluation was better for {place.Worse} times: the run ends early.");
        }

        return (place, ended);
    }

    private bool IsLast(TrainingPlace place) => place.Epoch + 1 == recipe.Stages[place.Stage].Epochs;
}
