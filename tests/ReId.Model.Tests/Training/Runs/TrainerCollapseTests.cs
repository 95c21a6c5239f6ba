using ReId.Model.Training.Metrics;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>
/// Runs whose head decays by two thirds a step, until after three epochs nothing moves any more: every embedding falls
/// onto one point. Decaying further would lead into numbers that processors compute slowly.
/// </summary>
public sealed class TrainerCollapseTests : IDisposable
{
    private const string Decay =
        "epochs: 15, freeze: [conv1, conv2, conv3, conv4, conv5], freeze_epochs: 15, optimizer: adamw, learning_rate: 1.0e-2, weight_decay: 70, "
        + "schedule: {name: multi_step, options: {milestones: '3', gamma: 0}}";

    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("{name: quadruplet_batch_hard}", @"the loss has stayed at 1\.[45]\d*, and on one point it costs 1\.5\d*,")]
    [InlineData(
        "{name: softmax_ce, options: {classifier: true}}, {name: triplet_batch_hard, options: {margin: 0.6}, margin_from: 0.1, margin_epochs: 60}",
        @"the term 'triplet_batch_hard' has stayed at 0\.1\d*, and on one point it costs 0\.1\d*,")]
    public async Task A_collapse_is_told_once_by_the_observer_and_in_the_log(string losses, string sentence)
    {
        var observer = new RecordingObserver();

        await _runs.RunAsync("falls", [$"stages=[{{{Decay}, losses: [{losses}]}}]"], observer);

        Assert.Equal(60, observer.Steps.Count);
        var told = Assert.Single(observer.Notes);
        Assert.StartsWith("The embeddings collapse onto one point: for 50 steps ", told, StringComparison.Ordinal);
        Assert.Matches(sentence, told);
        var note = Assert.Single(Notes("falls"));
        Assert.Equal((told, true), (note.Text, note.Warning));
        Assert.InRange(note.Step, 50, 60);
        Assert.Contains("The embeddings collapse onto one point", File.ReadAllText(_runs.Folder.File("falls", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_resumed_after_its_collapse_still_knows_how_large_distances_were()
    {
        string[] settings = [$"stages=[{{{Decay}, losses: [{{name: triplet_batch_hard}}]}}]"];
        using var stop = new CancellationTokenSource();
        await _runs.RunAsync("parts", settings, new RecordingObserver(count => CancelWhen(count == 9, stop)), token: stop.Token);
        var rest = new RecordingObserver();
        await _runs.RunAsync("parts", settings, rest, resume: true);

        Assert.Equal(51, rest.Steps.Count);
        Assert.StartsWith("The embeddings collapse onto one point", Assert.Single(rest.Notes), StringComparison.Ordinal);
    }

    private static void CancelWhen(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private NoteMetrics[] Notes(string run) => [.. MetricsLogReader.Read(_runs.Folder.File(run, "metrics.jsonl")).OfType<NoteMetrics>()];
}
