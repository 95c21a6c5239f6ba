using ReId.Model.Training.Recipes;

namespace ReId.Model.Tests.Training.Recipes;

public sealed class RecipeChangeTests
{
    [Theory]
    [InlineData("stages[1].learning_rate=0.5", true)]
    [InlineData("clip_norm=2", true)]
    [InlineData("evaluation.every=0", true)]
    [InlineData("data.skip_corrupt=true", true)]
    [InlineData("data.workers=1", true)]
    [InlineData("data.prefetch=1", true)]
    [InlineData("data.cache_megabytes=1", true)]
    [InlineData("seed=2", false)]
    [InlineData("data.share=0.5", false)]
    [InlineData("data.root=elsewhere", false)]
    [InlineData("sampler.images=3", false)]
    [InlineData("stages[1].epochs=3", false)]
    [InlineData("stages[0].losses=[{name: circle}]", false)]
    public void What_only_mends_a_run_may_change(string assignment, bool may)
    {
        const string Yaml = "stages: [{ epochs: 1, losses: [{ name: triplet }] }, { epochs: 2, losses: [{ name: triplet }] }]";
        var before = RecipeReader.Parse(Yaml, "r.yaml", []);

        Assert.True(RecipeChange.MayResume(before, before));
        Assert.Equal(may, RecipeChange.MayResume(before, RecipeReader.Parse(Yaml, "r.yaml", [assignment])));
    }
}
