using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;
using ReId.Model.Training.Runs;

namespace ReId.Model.Studies.Running;

/// <summary>Ends a training after so many steps, which need not be whole epochs, and passes on how it goes.</summary>
/// <param name="steps">Steps of the run, counted from its beginning.</param>
/// <param name="stop">Cancelled after the last step.</param>
/// <param name="step">Told after each step how many are done; may be null.</param>
/// <param name="note">Told what the user should know; may be null.</param>
internal sealed class StepLimit(int steps, CancellationTokenSource stop, Action<int>? step, Action<string>? note) : ITrainingObserver
{
    public void Begin(Recipe recipe, TrainingData data, RunFolder folder)
    {
    }

    public void Step(TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        step?.Invoke(progress.Step.Step);
        if (progress.Step.Step >= steps)
        {
            stop.Cancel();
        }
    }

    public void Evaluated(EvaluationMetrics scores, bool best)
    {
    }

    public void Note(string text) => note?.Invoke(text);
}
