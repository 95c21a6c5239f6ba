using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Training.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Stage">Position of the stage in the recipe.</param>
/// <param name="Epoch">Whole epochs of this stage that are done.</param>
/// <param name="Batch">Batches of the next epoch that are done.</param>
/// <param name="Step">Steps of the whole run that are done.</param>
/// <param name="StageStep">Steps of this stage that are done.</param>
/// <param name="BestScore">Best score of an evaluation; null before the first.</param>
/// <param name="Worse">Evaluations since the best one.</param>
/// <param name="Watch">How large distances were as the stage began; null before its first step.</param>
internal sealed record TrainingPlace(
    int Stage = 0, int Epoch = 0, int Batch = 0, int Step = 0, int StageStep = 0, double? BestScore = null, int Worse = 0,
    CollapseReference? Watch = null)
{
    /// <summary>Number of the epoch in progress over the whole run, counted from 0.</summary>
    /// <param name="recipe">The recipe of the run.</param>
    public int EpochOf(Recipe recipe) => recipe.Stages.Take(Stage).Sum(stage => stage.Epochs) + Epoch;
}
