using ReId.Contracts;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>What goes wrong in a run is said clearly, and nothing that was computed is lost.</summary>
public sealed class TrainerTroubleTests : IDisposable
{
    private const string TwoStages =
        "stages=[{name: a, epochs: 1, losses: [{name: triplet_batch_hard}]}, {name: b, epochs: 2, losses: [{name: softmax_ce, options: {classifier: true}}]}]";

    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task An_evaluation_that_fails_costs_no_step()
    {
        string[] settings = ["evaluation.every=1"];
        var kept = new Dictionary<string, byte[]>();
        var failed = new RecordingObserver(count => SpoilAll(kept, count == 4));

        var error = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync("run", settings, failed));
        Restore(kept);
        var resumed = new RecordingObserver();
        var result = await _runs.RunAsync("run", settings, resumed, resume: true);

        Assert.StartsWith("None of the 24 pictures can be used", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, failed.Steps.Count);
        Assert.Empty(resumed.Steps);
        Assert.Single(resumed.Scores);
        Assert.Equal((4, true), (result.Steps, result.Complete));
    }

    [Fact]
    public async Task Pictures_that_cannot_be_read_any_more_cost_no_step()
    {
        string[] settings = ["data.cache_megabytes=0", "data.prefetch=1", "stages[0].epochs=2"];
        var whole = new RecordingObserver();
        await _runs.RunAsync("whole", settings, whole);
        var kept = new Dictionary<string, byte[]>();
        var failed = new RecordingObserver(count => SpoilAll(kept, count == 2));
        var error = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync("parts", settings, failed));
        Restore(kept);
        var rest = new RecordingObserver();
        await _runs.RunAsync("parts", settings, rest, resume: true);

        Assert.EndsWith("; mend it or take it out of the data set, or leave such pictures out by data.skip_corrupt=true in the recipe of a training.", error.Message, StringComparison.Ordinal);
        // The batch after it may have been loaded already.
        Assert.InRange(failed.Steps.Count, 2, 3);
        Assert.Equal(whole.Steps.Select(step => step.Loss), failed.Steps.Concat(rest.Steps).Select(step => step.Loss));
    }

    [Fact]
    public async Task Queries_that_nothing_can_match_are_named_before_the_first_step()
    {
        var observer = new RecordingObserver();
        using var alone = new SmallRuns(cameras: 1);

        var error = await Assert.ThrowsAsync<ReIdException>(() => alone.RunAsync("alone", ["evaluation.every=1"], observer));
        var result = await alone.RunAsync("alone", [], observer);

        Assert.StartsWith("None of the 24 queries of coloured people has a match by another camera in the gallery", error.Message, StringComparison.Ordinal);
        Assert.Equal((4, 4), (result.Steps, observer.Steps.Count));
    }

    [Fact]
    public async Task A_run_that_breaks_in_the_first_step_of_a_stage_is_resumed_as_if_nothing_had_been()
    {
        var whole = new RecordingObserver();
        await _runs.RunAsync("whole", [TwoStages], whole);
        var broken = new RecordingObserver(count => ThrowWhen(count == 5));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _runs.RunAsync("parts", [TwoStages], broken));
        var rest = new RecordingObserver();
        await _runs.RunAsync("parts", [TwoStages], rest, resume: true);

        Assert.Equal(12, whole.Steps.Count);
        Assert.Equal(whole.Steps.Select(step => step.Loss), broken.Steps.Take(4).Concat(rest.Steps).Select(step => step.Loss));
    }

    [Theory]
    [InlineData("{epochs: 1, losses: [{name: triplet, options: {margn: 0.3}}]}", "margn")]
    [InlineData("{epochs: 1, losses: [{name: triplet}], freeze: [nothing]}", "nothing")]
    [InlineData("{epochs: 1, losses: [{name: triplet}], optimizer: sdg}", "sdg")]
    [InlineData("{name: mined, epochs: 1, losses: [{name: contrastive}], mining: {identities: 4}}", "Stage 'mined' mines offline")]
    [InlineData("{epochs: 1, losses: [{name: triplet}], mining: {identities: 4, miner: semihard}}", "semihard")]
    public async Task What_a_later_stage_lacks_is_said_before_the_first_step(string stage, string what)
    {
        var observer = new RecordingObserver();

        var error = await Assert.ThrowsAsync<ReIdException>(
            () => _runs.RunAsync("later", [$"stages=[{{epochs: 1, losses: [{{name: triplet_batch_hard}}]}}, {stage}]"], observer));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Empty(observer.Steps);
    }

    [Fact]
    public async Task Pictures_that_are_left_out_are_named_once()
    {
        var observer = new RecordingObserver();
        var corrupt = _runs.Corrupt(2);

        await _runs.RunAsync("skips", ["data.skip_corrupt=true", "stages[0].epochs=2"], observer);

        Assert.StartsWith($"Pictures that cannot be used are left out, 1 so far: {corrupt} ", Assert.Single(observer.Notes), StringComparison.Ordinal);
        Assert.Equal(8, observer.Steps.Count);
    }

    [Theory]
    [InlineData("pk", "repeat", 5, true)]
    [InlineData("pk_camera", "repeat", 5, true)]
    [InlineData("pk", "all", 5, false)]
    [InlineData("pk", "repeat", 4, false)]
    public async Task More_pictures_than_any_identity_has_are_noted(string sampler, string scarce, int images, bool noted)
    {
        var observer = new RecordingObserver();

        await _runs.RunAsync("many", [$"sampler.name={sampler}", $"sampler.scarce={scarce}", $"sampler.images={images}"], observer);

        Assert.Equal(
            noted ? ["A batch takes 5 pictures of each identity, but none has more than 4: some stand in it twice; sampler.images=4 shows each once."] : [],
            observer.Notes);
    }

    private static void ThrowWhen(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("the machine breaks down");
        }
    }

    private static void Restore(Dictionary<string, byte[]> kept)
    {
        foreach (var (path, bytes) in kept)
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    private void SpoilAll(Dictionary<string, byte[]> kept, bool now)
    {
        foreach (var path in now ? _runs.Data.Train.Select(image => image.Path) : [])
        {
            kept.Add(path, File.ReadAllBytes(path));
            File.WriteAllText(path, "no picture");
        }
    }
}
