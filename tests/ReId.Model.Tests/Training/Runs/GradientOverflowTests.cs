using ReId.Model.Augmentation;
using ReId.Model.Loading;
using ReId.Model.Training.Metrics;
using ReId.Model.Training.Precision;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Testing;
using TorchSharp;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>A gradient that overflows under mixed precision: left out while a lower scale may help, and an error when none can.</summary>
public sealed class GradientOverflowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_ends_the_run_once_no_scale_has_helped_for_long()
    {
        using var scope = torch.NewDisposeScope();
        var data = TrainingData.Of(ColouredPeople.Make(_folder));
        // The loss is a number, its gradient is more than float32 holds.
        var recipe = RecipeReader.Parse(
            """
            model: { backbone: osnet_x0_25, options: { input: 64x32, dim: 16 } }
            stages: [{ optimizer: sgd, losses: [{ name: triplet_batch_hard, weight: 1.0e+37 }] }]
            """,
            "r", []);
        using var network = new TrainingNetwork(recipe.Model, recipe.Seed, torch.CPU);
        using var loader = new TrainingLoader(
            data.Images, data.Labels, AugmentationPipeline.Create([], 1), network.Info, new LoaderOptions { Workers = 1 });
        using var stage = new TrainingStage(recipe, recipe.Stages[0], network, data.Classes, 1, new ScaledFloat32(), average: null, new StepClock());
        stage.BeginEpoch(0);
        using var batch = Assert.Single(loader.Load([[0, 1, 4, 5, 8, 9]], 0, augmented: false, skip: 0, CancellationToken.None));
        var left = 0;

        var error = Assert.Throws<NotFiniteException>(() =>
        {
            for (; left < 100; left++)
            {
                Assert.Equal(double.PositiveInfinity, stage.Step(batch, new TrainingPlace(Step: left), triplets: null, new CollapseWatch()).GradientNorm);
            }
        });

        Assert.Equal("the gradient", error.What);
        // 65536 is halved sixteen times, and twenty steps are left out at the least scale, the last of which ends the run.
        Assert.Equal(16 + 20 - 1, left);
    }

    // The arithmetic of a processor with the scaling of a GPU.
    private sealed class ScaledFloat32 : IPrecision
    {
        public string Name => "scaled";

        public bool NeedsScaling => true;

        public string? Obstacle(torch.Device device, ProcessorFeatures processor) => null;

        public IDisposable Enter(torch.Device device) => new MemoryStream();
    }
}
