using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Testing;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>
/// Every shipped recipe makes steps in each of its stages. Of the recipe only the body of the network, the size of the
/// pictures and the length are others, and the sampler's P, since the people are few: losses, head, optimiser, schedule,
/// mining and augmentation are those that ship.
/// </summary>
public sealed class ShippedRecipesRunTests : IDisposable
{
    private const int Identities = 8;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names() => [.. ShippedRecipes.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_makes_a_step_in_each_stage(string name)
    {
        var shipped = RecipeReader.Read(name, []);
        var recipe = RecipeReader.Read(name, [.. Small(shipped)]);
        var observer = new RecordingObserver();
        var options = new TrainerOptions { Folder = new RunFolder(_folder.File("run")) };
        using var trainer = new Trainer(recipe, TrainingData.Of(ColouredPeople.Make(_folder, Identities)), options, observer);
        var result = await trainer.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Complete);
        Assert.Equal(shipped.Stages.Select(stage => stage.Name), observer.Steps.Select(step => step.Stage).Distinct());
        Assert.All(observer.Steps, step => Assert.True(double.IsFinite(step.Loss) && step.GradientNorm > 0 && step.LearningRate > 0));
        Assert.All(shipped.Stages, stage => Assert.All(
            observer.Steps.Where(step => step.Stage == stage.Name),
            step => Assert.Equal(stage.Losses.Select(loss => loss.Name), step.Terms.Keys)));
        Assert.True(File.Exists(result.Model));
    }

    private static IEnumerable<string> Small(Recipe shipped)
    {
        yield return "model.backbone=osnet_x0_25";
        if (shipped.Model.Options.ContainsKey("last_stride"))
        {
            // OSNet has none to change.
            yield return "model.options.last_stride=";
        }

        yield return "model.options.input=64x32";
        yield return "evaluation.every=0";
        yield return $"sampler.identities={Math.Min(4, shipped.Sampler.Identities)}";
        for (var i = 0; i < shipped.Stages.Count; i++)
        {
            yield return $"stages[{i}].epochs=1";
        }
    }
}
