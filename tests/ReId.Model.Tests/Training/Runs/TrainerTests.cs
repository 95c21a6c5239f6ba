using ReId.Contracts;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Model.Weights;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Runs;

public sealed class TrainerTests : IDisposable
{
    private const string Small =
        """
        name: small
        model: { backbone: osnet_x0_25, options: { input: 64x32, dim: 32, neck: bnneck } }
        sampler: { identities: 3, images: 2 }
        augmentation: [flip]
        data: { workers: 2 }
        evaluation: { every: 0 }
        stages:
          - epochs: 4
            learning_rate: 1.0e-3
            losses:
              - { name: softmax_ce, on: after, options: { classifier: true } }
              - { name: triplet_batch_hard, options: { soft_margin: true } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_loss_falls_and_the_pictures_are_found()
    {
        var (observer, result) = await RunAsync("learns", ["stages[0].epochs=30", "stages[0].learning_rate=3.0e-3", "evaluation.every=30"]);

        Assert.True(result.Complete);
        Assert.Equal(120, result.Steps);
        Assert.Empty(observer.Notes);
        Assert.True(Mean(observer.Steps[^8..]) < 0.7 * Mean(observer.Steps[..8]), $"{Mean(observer.Steps[..8])} to {Mean(observer.Steps[^8..])}");
        Assert.True(Assert.Single(observer.Scores).MAp > 0.8, $"mAP {observer.Scores[0].MAp}");
        Assert.Equal(result.BestScore, observer.Scores[0].MAp);
        Assert.Equal("small", ModelFile.Load(result.Model!).Info.Training["recipe"]);
        Assert.Equal(["softmax_ce", "triplet_batch_hard"], observer.Steps[0].Terms.Keys);
        Assert.Equal(1, result.Shares.Data + result.Shares.Network + result.Shares.Loss + result.Shares.Optimizer, 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task A_resumed_run_equals_one_that_was_not_interrupted(int stopAfter)
    {
        string[] settings =
        [
            "moving_average=0.9",
            "stages[0].losses=[{name: triplet, options: {miner: semi_hard}}, {name: a_softmax}, {name: center, weight: 0.001, options: {gradient: none}}]",
        ];
        var (whole, _) = await RunAsync("whole", settings);
        using var stop = new CancellationTokenSource();
        var (first, result) = await RunAsync("parts", settings, stop, count => Cancel(count == stopAfter, stop));
        var (second, _) = await RunAsync("parts", settings, resume: true);

        Assert.False(result.Complete);
        Assert.Equal(stopAfter, first.Steps.Count);
        Assert.Equal(whole.Steps.Select(step => step.Loss), first.Steps.Concat(second.Steps).Select(step => step.Loss));
        Assert.Equal(1, second.Progress!.EpochShare);
        Assert.Equal(Id("whole"), Id("parts"));
        Assert.Equal(16, File.ReadLines(_folder.File("parts", "metrics.jsonl")).Count());
    }

    [Fact]
    public async Task Stages_go_on_with_the_weights_of_the_one_before()
    {
        var (observer, _) = await RunAsync(
            "stages",
            ["stages=[{name: a, epochs: 1, losses: [{name: triplet_batch_hard}]}, {name: b, epochs: 2, learning_rate: 1.0e-4, losses: [{name: softmax_ce, options: {classifier: true}}]}]"]);

        Assert.Equal(["a", "b"], observer.Steps.Select(step => step.Stage).Distinct());
        Assert.Equal(12, observer.Steps.Count);
        Assert.Equal((2, 2, 2, 2), (observer.Progress!.Stage, observer.Progress.Stages, observer.Progress.Epoch, observer.Progress.Epochs));
    }

    [Fact]
    public async Task Triplets_are_mined_offline_in_bags()
    {
        var (observer, result) = await RunAsync(
            "bags",
            ["stages=[{epochs: 2, losses: [{name: triplet}], mining: {identities: 6, images: 4, miner: all, triplets: 5, batches: 2}}]"]);

        Assert.True(result.Complete);
        Assert.Equal(2, observer.Steps.Count);
        Assert.All(observer.Steps, step => Assert.InRange(step.ActiveFraction!.Value, 0, 1));
    }

    [Fact]
    public async Task A_loss_that_is_no_number_ends_the_run_and_the_last_good_checkpoint_stays()
    {
        var error = await Assert.ThrowsAsync<ReIdException>(
            () => RunAsync("diverges", ["stages[0].learning_rate=1.0e20", "stages[0].optimizer=sgd"]));

        Assert.Matches(@"^Step \d+: .* is not a finite number; there is no checkpoint yet: begin again with a lower learning_rate", error.Message);
    }

    [Fact]
    public async Task A_run_is_neither_overwritten_nor_resumed_by_another_recipe()
    {
        await RunAsync("once", ["stages[0].epochs=1"]);

        var overwritten = await Assert.ThrowsAsync<ReIdException>(() => RunAsync("once", ["stages[0].epochs=1"]));
        var other = await Assert.ThrowsAsync<ReIdException>(() => RunAsync("once", ["seed=9"], resume: true));
        var none = await Assert.ThrowsAsync<ReIdException>(() => RunAsync("never", [], resume: true));

        Assert.Contains("holds a run already: go on with it by --resume", overwritten.Message, StringComparison.Ordinal);
        Assert.Contains("was made by another recipe", other.Message, StringComparison.Ordinal);
        Assert.Contains("holds no checkpoint to resume", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_gets_no_better_ends_early()
    {
        var (observer, result) = await RunAsync(
            "patient", ["stages[0].epochs=30", "stages[0].learning_rate=1.0e-12", "evaluation.every=1", "evaluation.patience=2"]);

        Assert.True(result.Steps < 120);
        Assert.Contains("the run ends early", observer.Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_of_another_backbone_are_refused()
    {
        var (_, result) = await RunAsync("start", ["stages[0].epochs=1"]);

        var error = await Assert.ThrowsAsync<ReIdException>(() => RunAsync(
            "other", [$"model.weights='{result.Model}'", "model.backbone=osnet_x0_5"]));

        Assert.Contains("holds osnet_x0_25, but the recipe trains osnet_x0_5", error.Message, StringComparison.Ordinal);
    }

    private static void Cancel(bool now, CancellationTokenSource source)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private static double Mean(IEnumerable<Model.Training.Metrics.StepMetrics> steps) => steps.Average(step => step.Loss);

    private string Id(string run) => ModelFile.Load(_folder.File(run, "model-last.safetensors")).Info.Id;

    private async Task<(RecordingObserver Observer, TrainingResult Result)> RunAsync(
        string run, string[] settings, CancellationTokenSource? stop = null, Action<int>? afterStep = null, bool resume = false)
    {
        Directory.CreateDirectory(_folder.File("pictures"));
        var recipe = RecipeReader.Parse(Small, "small", settings);
        var observer = new RecordingObserver(afterStep);
        var data = TrainingData.Of(ColouredPeople.Make(_folder));
        var options = new TrainerOptions { Folder = new RunFolder(_folder.File(run)), Resume = resume };
        using var trainer = new Trainer(recipe, data, options, observer);
        return (observer, await trainer.RunAsync(stop?.Token ?? TestContext.Current.CancellationToken));
    }
}
