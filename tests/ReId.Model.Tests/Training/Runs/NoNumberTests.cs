using ReId.Contracts;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>A loss, an embedding or a gradient that is no number ends a run, and what is left can be gone on from.</summary>
public sealed class NoNumberTests : IDisposable
{
    // An epoch is one batch here: each step is the last of an epoch, and a checkpoint follows it.
    private static readonly string[] s_oneBatch = ["sampler.identities=6", "sampler.images=4", "moving_average=0.5"];

    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_run_whose_loss_is_no_number_goes_on_from_its_checkpoint_with_a_lower_rate()
    {
        var error = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync("diverges", [Diverging("1.0e+20")], new RecordingObserver()));
        var checkpoint = _runs.Folder.File("diverges", "checkpoint.safetensors");
        var resumed = new RecordingObserver();
        var result = await _runs.RunAsync("diverges", [Diverging("1.0e-4"), "clip_norm=1"], resumed, resume: true);

        Assert.Matches(@"^Step \d+: .* is not a finite number; the last good checkpoint is ", error.Message);
        Assert.Contains(checkpoint, error.Message, StringComparison.Ordinal);
        Assert.Contains("go on from it by --resume with a lower learning_rate", error.Message, StringComparison.Ordinal);
        Assert.Equal(["The recipe is another one than that of the checkpoint: the run goes on with the new values."], resumed.Notes);
        Assert.Equal((8, 5), (result.Steps, resumed.Steps[0].Step));
        Assert.All(resumed.Steps, step => Assert.True(double.IsFinite(step.Loss)));

        static string Diverging(string rate) =>
            $"stages=[{{epochs: 1, losses: [{{name: triplet_batch_hard}}]}}, {{epochs: 1, learning_rate: {rate}, optimizer: sgd, losses: [{{name: triplet_batch_hard}}]}}]";
    }

    [Theory]
    [InlineData(2, 3, "")]
    [InlineData(1, 2, "")]
    [InlineData(2, 3, "evaluation.every=1")]
    public async Task Weights_that_the_last_step_of_an_epoch_ruined_are_not_the_last_good_checkpoint(int epochs, int next, string setting)
    {
        string[] settings = setting.Length == 0 ? s_oneBatch : [.. s_oneBatch, setting];
        var error = await Assert.ThrowsAsync<ReIdException>(
            () => _runs.RunAsync("ruined", [.. settings, Stages("1.0e+20")], new RecordingObserver()));
        var rest = new RecordingObserver();
        var result = await _runs.RunAsync("ruined", [.. settings, Stages("1.0e-4")], rest, resume: true);

        Assert.StartsWith($"Step {next + 1}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("the last good checkpoint is ", error.Message, StringComparison.Ordinal);
        Assert.Equal((epochs + 2, next), (result.Steps, rest.Steps[0].Step));
        Assert.All(rest.Steps, step => Assert.True(double.IsFinite(step.Loss)));

        string Stages(string rate) =>
            $"stages=[{{epochs: {epochs}, losses: [{{name: triplet_batch_hard}}]}}, {{epochs: 2, learning_rate: {rate}, optimizer: sgd, losses: [{{name: triplet_batch_hard}}]}}]";
    }

    [Fact]
    public async Task A_bag_that_ruined_weights_would_embed_is_no_bag_without_triplets()
    {
        const string Mining = "mining: {identities: 6, images: 4, miner: all, triplets: 8, batches: 1}";
        var error = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync("bags", [Stages("1.0e+20")], new RecordingObserver()));
        var rest = new RecordingObserver();
        await _runs.RunAsync("bags", [Stages("1.0e-4")], rest, resume: true);

        Assert.StartsWith("Step 6: an embedding of the network is not a finite number; the last good checkpoint is ", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, rest.Steps[0].Step);

        static string Stages(string rate) =>
            $"stages=[{{epochs: 1, losses: [{{name: triplet_batch_hard}}]}}, {{epochs: 3, learning_rate: {rate}, optimizer: sgd, losses: [{{name: triplet, options: {{miner: all}}}}], {Mining}}}]";
    }

    [Fact]
    public async Task Weights_that_the_first_step_ruined_are_called_so_and_so_they_are_when_resumed()
    {
        string[] settings = [.. s_oneBatch, "stages[0].epochs=3", "stages[0].learning_rate=1.0e+20", "stages[0].optimizer=sgd"];
        var error = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync("first", settings, new RecordingObserver()));
        var again = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync("first", settings, new RecordingObserver(), resume: true));

        Assert.Matches("^Step 2: .* is not a finite number; .*checkpoint.safetensors holds the weights that gave it, and none before them: begin again in another --out", error.Message);
        Assert.Equal(error.Message, again.Message);
    }

    [Fact]
    public async Task A_checkpoint_that_somebody_took_away_is_no_reason_not_to_write_the_next()
    {
        var checkpoint = _runs.Folder.File("taken", "checkpoint.safetensors");
        var result = await _runs.RunAsync("taken", [.. s_oneBatch, "stages[0].epochs=3"], new RecordingObserver(_ => File.Delete(checkpoint)));

        Assert.Equal((3, true, true), (result.Steps, result.Complete, File.Exists(checkpoint)));
    }

    [Fact]
    public async Task The_term_that_is_no_number_is_named()
    {
        var observer = new RecordingObserver();

        // Its square is more than float32 holds; the embeddings and the other term are fine.
        var error = await Assert.ThrowsAsync<ReIdException>(() => _runs.RunAsync(
            "infinite", ["stages[0].losses=[{name: softmax_ce, options: {classifier: true}}, {name: contrastive, options: {margin: 1.0e+30}}]"], observer));

        Assert.StartsWith("Step 1: the loss 'contrastive' is not a finite number; there is no checkpoint yet", error.Message, StringComparison.Ordinal);
        Assert.Empty(observer.Steps);
    }
}
