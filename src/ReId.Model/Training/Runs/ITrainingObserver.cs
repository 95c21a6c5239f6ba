using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;

namespace ReId.Model.Training.Runs;

/// <summary>Is told how a run goes; called on the training thread.</summary>
public interface ITrainingObserver
{
    /// <summary>The run begins, or goes on.</summary>
    /// <param name="recipe">What is run.</param>
    /// <param name="data">What is trained with.</param>
    /// <param name="folder">Where the files go.</param>
    void Begin(Recipe recipe, TrainingData data, RunFolder folder);

    /// <summary>A step is done.</summary>
    /// <param name="progress">How far the run is, with what came of the step.</param>
    void Step(TrainingProgress progress);

    /// <summary>An evaluation is done.</summary>
    /// <param name="scores">What came of it.</param>
    /// <param name="best">Whether none was better.</param>
    void Evaluated(EvaluationMetrics scores, bool best);

    /// <summary>Something that the user should know.</summary>
    /// <param name="text">A sentence.</param>
    void Note(string text);
}
