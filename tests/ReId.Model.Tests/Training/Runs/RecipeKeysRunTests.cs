using ReId.Model.Backbones;
using ReId.Model.Training.Runs;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>
/// That a run does what these keys say, seen in its weights and its log. An epoch is one batch of all pictures here, so the
/// model of a run of n epochs holds the weights after n steps.
/// </summary>
public sealed class RecipeKeysRunTests : IDisposable
{
    private const string Convolution = "conv1.conv.weight";
    private const string Scale = "conv1.bn.weight";

    private static readonly string[] s_oneBatch =
        ["sampler.identities=6", "sampler.images=4", "stages[0].optimizer=sgd", "stages[0].learning_rate=0.1", "stages[0].weight_decay=0"];

    private readonly SmallRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task The_model_is_the_moving_average_of_the_weights()
    {
        const double Decay = 0.2;
        using var scope = torch.NewDisposeScope();
        var average = await WeightsAsync("start", Convolution, "stages[0].learning_rate=1.0e-30");
        var weights = average;
        for (var n = 1; n <= 3; n++)
        {
            weights = await WeightsAsync($"plain-{n}", Convolution, $"stages[0].epochs={n}");
            // As long as few steps are behind it, the average forgets faster than its decay says.
            var keeps = Math.Min(Decay, (1.0 + n) / (10 + n));
            average = (average * keeps) + (weights * (1 - keeps));
        }

        var model = await WeightsAsync("average", Convolution, "stages[0].epochs=3", FormattableString.Invariant($"moving_average={Decay}"));

        Assert.True(Distance(model, average) < 1e-5, $"{Distance(model, average)}");
        Assert.True(Distance(model, weights) > 1e-4, $"{Distance(model, weights)}");
    }

    [Fact]
    public async Task No_step_is_longer_than_the_clipped_gradient_allows()
    {
        var free = new RecordingObserver();
        var (start, clipped, unclipped) = (
            await ModelAsync("start", new RecordingObserver(), "stages[0].learning_rate=1.0e-30"),
            await ModelAsync("clipped", new RecordingObserver(), "clip_norm=0.01"),
            await ModelAsync("free", free));

        // SGD moves by the rate, 0.1, times the gradient.
        Assert.Equal(0.1 * 0.01, Moved(start, clipped), 1e-6);
        Assert.Equal(0.1 * free.Steps[0].GradientNorm, Moved(start, unclipped), 1e-4 * free.Steps[0].GradientNorm);
        Assert.True(free.Steps[0].GradientNorm > 0.02);
    }

    [Fact]
    public async Task What_a_loss_learns_has_a_rate_of_its_own()
    {
        const string Softmax = "stages[0].losses=[{name: softmax_ce, options: {classifier: true}}]";
        using var scope = torch.NewDisposeScope();
        var start = await ClassesAsync("start", Softmax, "stages[0].learning_rate=1.0e-30");
        var once = await ClassesAsync("once", Softmax);
        var thrice = await ClassesAsync("thrice", Softmax, "stages[0].loss_rate_factor=3");

        Assert.True(Distance(once, start) > 1e-4);
        Assert.True(Distance(thrice - start, 3 * (once - start)) < 1e-5, $"{Distance(thrice - start, 3 * (once - start))}");
    }

    [Fact]
    public async Task Biases_and_scales_decay_only_if_all_do()
    {
        const string Decay = "stages[0].weight_decay=0.5";
        using var scope = torch.NewDisposeScope();
        var (all, some) = (
            await ModelAsync("all", new RecordingObserver(), Decay), await ModelAsync("some", new RecordingObserver(), Decay, "stages[0].decay_all=false"));

        // Every scale begins at 1: it decays by 0.1 · 0.5 · 1.
        Assert.True(Distance(Tensor(some, Scale) - Tensor(all, Scale), torch.ones_like(Tensor(all, Scale)) * 0.05) < 1e-5);
        Assert.Equal(0, Distance(Tensor(some, Convolution), Tensor(all, Convolution)));
    }

    [Fact]
    public async Task The_rate_is_that_of_warm_up_and_schedule()
    {
        var observer = new RecordingObserver();
        await _runs.RunAsync(
            "rates",
            [
                "stages[0].epochs=4", "stages[0].learning_rate=1.0e-3", "stages[0].warm_up_epochs=1", "stages[0].warm_up_factor=0.2",
                "stages[0].schedule={name: multi_step, options: {milestones: '2,3', gamma: 0.1}}",
            ],
            observer);

        // Four steps an epoch: a fifth of the rate at first, all of it after an epoch, a tenth from the second on.
        double[] expected = [0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01];
        Assert.Equal(expected, observer.Steps.Select(step => Math.Round(step.LearningRate / 1e-3, 9)));
    }

    private static double Moved(ModelFile from, ModelFile to)
    {
        using var scope = torch.NewDisposeScope();
        // Running statistics are no weights.
        var names = from.Tensors.Keys.Where(name => !name.Contains("running", StringComparison.Ordinal) && !name.Contains("num_batches", StringComparison.Ordinal));
        return Math.Sqrt(names.Sum(name => Math.Pow(Distance(Tensor(from, name), Tensor(to, name)), 2)));
    }

    private static torch.Tensor Tensor(ModelFile model, string name) => TensorConversion.ToTorch(model.Tensors[name]);

    private static double Distance(torch.Tensor one, torch.Tensor other) => (double)(one - other).to_type(torch.ScalarType.Float64).norm();

    private async Task<torch.Tensor> WeightsAsync(string run, string name, params string[] settings) =>
        Tensor(await ModelAsync(run, new RecordingObserver(), settings), name);

    private async Task<torch.Tensor> ClassesAsync(string run, params string[] settings)
    {
        await ModelAsync(run, new RecordingObserver(), settings);
        var checkpoint = TrainerCheckpoint.Load(_runs.Folder.File(run, "checkpoint.safetensors"));
        return TensorConversion.ToTorch(checkpoint.Tensors["losses.0_softmax_ce.weights"]);
    }

    private async Task<ModelFile> ModelAsync(string run, RecordingObserver observer, params string[] settings)
    {
        var result = await _runs.RunAsync(run, [.. s_oneBatch, .. settings], observer);
        return ModelFile.Load(result.Model!);
    }
}
