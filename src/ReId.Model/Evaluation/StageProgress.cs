using System.Diagnostics;

namespace ReId.Model.Evaluation;

/// <summary>Tells how many pictures of one stage are done as the progress of an evaluation.</summary>
internal sealed class StageProgress(IProgress<EvaluationProgress> progress, string name, int total) : IProgress<int>
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public void Report(int value) => progress.Report(new EvaluationProgress(name, value, total, _clock.Elapsed));

    /// <summary>The same for a progress that may be null.</summary>
    public static StageProgress? Create(IProgress<EvaluationProgress>? progress, string name, int total) =>
        progress is null ? null : new StageProgress(progress, name, total);
}
