using ReId.Contracts;
using ReId.Model.Training.Precision;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>The key <c>precision</c> of a recipe, in a whole run.</summary>
public sealed class TrainerPrecisionTests : IDisposable
{
    private const string Brain = "precision=bfloat16";

    private static readonly ProcessorFeatures s_old = new(false, false);

    // libtorch computes bfloat16 on every processor, only slower without the instructions: what a run does is the same.
    private static readonly ProcessorFeatures s_new = new(true, false);

    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_run_in_bfloat16_computes_in_it_and_learns()
    {
        var (full, brain) = (new RecordingObserver(), new RecordingObserver());
        string[] settings = ["stages[0].epochs=3"];
        await _runs.RunAsync("full", settings, full);
        var result = await _runs.RunAsync("brain", [.. settings, Brain, "evaluation.every=3"], brain, processor: s_new);

        Assert.True(result.Complete);
        Assert.Equal(12, brain.Steps.Count);
        Assert.All(brain.Steps, step => Assert.True(double.IsFinite(step.Loss) && double.IsFinite(step.GradientNorm)));
        Assert.NotEqual(full.Steps[0].Loss, brain.Steps[0].Loss);
        Assert.Equal(full.Steps[0].Loss, brain.Steps[0].Loss, 0.25);
        Assert.InRange(Assert.Single(brain.Scores).MAp, 0.01, 1);
    }

    [Fact]
    public async Task A_run_in_bfloat16_that_is_resumed_equals_one_that_was_not_interrupted()
    {
        string[] settings = [Brain, "stages[0].epochs=2"];
        var (whole, rest) = (new RecordingObserver(), new RecordingObserver());
        await _runs.RunAsync("whole", settings, whole, processor: s_new);
        using var stop = new CancellationTokenSource();
        var first = new RecordingObserver(count => CancelWhen(count == 3, stop));
        await _runs.RunAsync("parts", settings, first, token: stop.Token, processor: s_new);
        var other = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync("parts", settings[1..], rest, resume: true));
        await _runs.RunAsync("parts", settings, rest, resume: true, processor: s_new);

        Assert.Equal(3, first.Steps.Count);
        Assert.Equal(whole.Steps.Select(step => step.Loss), first.Steps.Concat(rest.Steps).Select(step => step.Loss));
        Assert.Contains("was made by another recipe", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bfloat16", "Precision 'bfloat16' on the CPU needs AVX512_BF16 or AMX, which this processor lacks: use precision float32.")]
    [InlineData("mixed", "Precision 'mixed' is float16 on a CUDA GPU, and the network runs on the CPU: use precision float32.")]
    public async Task What_this_processor_cannot_is_said_before_anything_is_written(string precision, string sentence)
    {
        var observer = new RecordingObserver();

        var error = await Assert.ThrowsAsync<ReIdException>(
            () => _runs.RunAsync("refused", [$"precision={precision}"], observer, processor: s_old));

        Assert.Equal(sentence, error.Message);
        Assert.False(Directory.Exists(_runs.Folder.File("refused")));
    }

    private static void CancelWhen(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }
}
