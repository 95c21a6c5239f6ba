using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>What all stages of a run share.</summary>
/// <param name="Recipe">What is run.</param>
/// <param name="Data">What is trained with.</param>
/// <param name="Folder">Where the files go.</param>
/// <param name="Observer">Is told how it goes.</param>
/// <param name="Batches">What is trained on, step by step.</param>
/// <param name="Checkpoints">Keeps the state.</param>
/// <param name="Models">Keeps the models.</param>
/// <param name="Notes">Says what the user should know of the data.</param>
/// <param name="Timer">Estimates the time left.</param>
/// <param name="Clock">Counts the time of the parts of a step.</param>
internal sealed record RunParts(
    Recipe Recipe, TrainingData Data, RunFolder Folder, ITrainingObserver Observer, TrainingBatches Batches,
    RunCheckpoints Checkpoints, RunModels Models, RunNotes Notes, RunTimer Timer, StepClock Clock)
{
    /// <summary>What a model and a report say of the training.</summary>
    /// <param name="steps">Steps that are done.</param>
    public Dictionary<string, string> Facts(int steps) => new(StringComparer.Ordinal)
    {
        ["recipe"] = Recipe.Name,
        ["data"] = Data.Source.Name,
        ["identities"] = FormattableString.Invariant($"{Data.Classes}"),
        ["images"] = FormattableString.Invariant($"{Data.Images.Count}"),
        ["steps"] = FormattableString.Invariant($"{steps}"),
        ["seed"] = FormattableString.Invariant($"{Recipe.Seed}"),
    };
}
