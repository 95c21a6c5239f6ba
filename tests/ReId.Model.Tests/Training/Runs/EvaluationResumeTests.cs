using ReId.Model.Training.Metrics;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Reporting;
using ReId.Model.Training.Runs;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>What a resumed run knows of the evaluations before.</summary>
public sealed class EvaluationResumeTests : IDisposable
{
    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("evaluation.best=mAP", true)]
    [InlineData("evaluation.patience=9", false)]
    public async Task A_score_of_another_kind_is_not_the_one_to_beat(string change, bool another)
    {
        string[] settings = ["stages[0].epochs=2", "stages[0].learning_rate=1.0e-12", "evaluation.every=1", "evaluation.best=rank1"];
        using var stop = new CancellationTokenSource();
        var first = new RecordingObserver(count => CancelWhen(count == 5, stop));
        await _runs.RunAsync("run", settings, first, token: stop.Token);
        var rest = new RecordingObserver();
        var result = await _runs.RunAsync("run", [.. settings, change], rest, resume: true);

        var (before, after) = (Assert.Single(first.Scores), Assert.Single(rest.Scores));
        Assert.True(after.MAp < before.Rank1, $"mAP {after.MAp}, rank-1 {before.Rank1}");
        Assert.Equal([another || after.Rank1 > before.Rank1], rest.Best);
        Assert.Equal(another ? after.MAp : Math.Max(before.Rank1, after.Rank1), result.BestScore);
    }

    [Fact]
    public async Task An_evaluation_that_a_run_broke_off_behind_stands_in_the_log_once()
    {
        string[] settings = ["evaluation.every=1"];
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(settings, new BrokenObserver()));
        var log = _runs.Folder.File("run", "metrics.jsonl");
        var before = MetricsLogReader.Read(log).OfType<EvaluationMetrics>().Count();
        var rest = new RecordingObserver();
        await _runs.RunAsync("run", settings, rest, resume: true);

        Assert.Equal((1, 1), (before, MetricsLogReader.Read(log).OfType<EvaluationMetrics>().Count()));
        Assert.Empty(rest.Steps);
        Assert.Single(rest.Scores);
    }

    private static void CancelWhen(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private Task<TrainingResult> RunAsync(string[] settings, ITrainingObserver observer) => _runs.RunAsync("run", settings, observer);

    // The machine breaks down after the scores were logged and before the checkpoint.
    private sealed class BrokenObserver : ITrainingObserver
    {
        public void Begin(Recipe recipe, TrainingData data, RunFolder folder)
        {
        }

        public void Step(TrainingProgress progress)
        {
        }

        public void Evaluated(EvaluationMetrics scores, bool best) => throw new InvalidOperationException("the machine breaks down");

        public void Note(string text)
        {
        }
    }
}
