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
