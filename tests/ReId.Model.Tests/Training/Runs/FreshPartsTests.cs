using ReId.Contracts;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Model.Weights;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>Parts that the first weights have nothing for.</summary>
public sealed class FreshPartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Their_rate_has_a_factor_of_its_own()
    {
        Directory.CreateDirectory(_folder.File("pictures"));
        var start = await RunAsync("start", ["model.options.dim=32"]);
        string[] settings = [$"model.weights='{start}'", "model.options.dim=16"];

        var same = ModelFile.Load(await RunAsync("same", settings));
        var still = ModelFile.Load(await RunAsync("still", [.. settings, "stages[0].fresh_rate_factor=0"]));
        var error = Assert.Throws<ReIdException>(() => Recipe("stages[0].fresh_rate_factor=-1"));

        var (first, drawn) = (Weights(ModelFile.Load(start), "conv1.conv.weight"), Weights(still, "fc.0.weight"));
        Assert.NotEqual(first, Weights(still, "conv1.conv.weight"));
        Assert.NotEqual(drawn, Weights(same, "fc.0.weight"));
        // What does not move is what the seed draws, whatever the number of steps.
        Assert.Equal(drawn, Weights(ModelFile.Load(await RunAsync("longer", [.. settings, "stages[0].fresh_rate_factor=0", "stages[0].epochs=2"])), "fc.0.weight"));
        Assert.Contains("'stages[0].fresh_rate_factor' is -1, but must be at least 0", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Weights(ModelFile model, string name) => model.Tensors[name].Data.ToArray();

    private static Recipe Recipe(params string[] settings) => RecipeReader.Parse(
        """
        model: { backbone: osnet_x0_25, options: { input: 64x32 } }
        sampler: { identities: 3, images: 2 }
        evaluation: { every: 0 }
        stages: [{ epochs: 1, weight_decay: 0, losses: [{ name: triplet_batch_hard }] }]
        """,
        "fresh", settings);

    private async Task<string> RunAsync(string run, string[] settings)
    {
        var options = new TrainerOptions { Folder = new RunFolder(_folder.File(run)) };
        using var trainer = new Trainer(Recipe(settings), TrainingData.Of(ColouredPeople.Make(_folder)), options, new RecordingObserver());
        return (await trainer.RunAsync(TestContext.Current.CancellationToken)).Model!;
    }
}
