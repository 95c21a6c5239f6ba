using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;
using ReId.Model.Training.Runs;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>Keeps what a run says, and may stop it.</summary>
internal sealed class RecordingObserver(Action<int>? afterStep = null) : ITrainingObserver
{
    public List<StepMetrics> Steps { get; } = [];

    public List<EvaluationMetrics> Scores { get; } = [];

    /// <summary>Of each evaluation, whether it was the best so far.</summary>
    public List<bool> Best { get; } = [];

    public List<string> Notes { get; } = [];

    public TrainingProgress? Progress { get; private set; }

    public void Begin(Recipe recipe, TrainingData data, RunFolder folder)
    {
    }

    public void Step(TrainingProgress progress)
    {
        Steps.Add(progress.Step);
        Progress = progress;
        afterStep?.Invoke(Steps.Count);
    }

    public void Evaluated(EvaluationMetrics scores, bool best)
    {
        Scores.Add(scores);
        Best.Add(best);
    }

    public void Note(string text) => Notes.Add(text);
}
