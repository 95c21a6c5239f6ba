using ReId.Model.Backbones;
using ReId.Model.Losses;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Tests.Training.Recipes;

public sealed class ShippedRecipesTests
{
    public static TheoryData<string> Names() => [.. ShippedRecipes.Names];

    [Fact]
    public void All_that_are_promised_are_there() => Assert.Equal(
        ["batch-hard", "best", "facenet", "lifted", "npair", "quadruplet", "sphereface", "strong-baseline", "triplet-center"],
        ShippedRecipes.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_called_as_its_file_and_written_back_the_same(string name)
    {
        var recipe = RecipeReader.Read(name, []);
        var written = RecipeWriter.Write(recipe);

        Assert.Equal(name, recipe.Name);
        Assert.NotEmpty(recipe.Description);
        Assert.Equal(written, RecipeWriter.Write(RecipeReader.Parse(written, name, [])));
    }

    [Theory]
    [InlineData("facenet", "dim=128 l2=on")]
    [InlineData("strong-baseline", "neck=bnneck last_stride=1")]
    public void Its_network_is_that_of_its_paper(string name, string options) =>
        Assert.Superset(
            options.Split(' ').ToHashSet(), RecipeReader.Read(name, []).Model.Options.Select(option => $"{option.Key}={option.Value}").ToHashSet());

    [Theory]
    [InlineData("lifted", "unlike the paper on embeddings of length 1")]
    [InlineData("quadruplet", "unlike the paper on plain distances of embeddings of length 1")]
    public void What_it_does_unlike_its_paper_is_said(string name, string words) =>
        Assert.Contains(words, RecipeReader.Read(name, []).Description, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_network_and_its_losses_can_be_made(string name)
    {
        var recipe = RecipeReader.Read(name, []);
        var backbone = BackboneCatalog.Get(recipe.Model.Backbone, recipe.Model.Options);

        foreach (var term in recipe.Stages.SelectMany(stage => stage.Losses))
        {
            using var loss = LossCatalog.Get(term.Name).Create(term.Options, new LossSize(3, backbone.Dimension));
            Assert.Equal(term.Name, loss.Name);
        }
    }
}
