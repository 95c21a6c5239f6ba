using ReId.Contracts;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Tests.Training.Recipes;

public sealed class RecipeReaderTests
{
    [Fact]
    public void An_empty_recipe_has_the_defaults()
    {
        var recipe = RecipeReader.Parse("", "r.yaml", []);

        Assert.Equal(RecipeWriter.Write(new Recipe()), RecipeWriter.Write(recipe));
    }

    [Fact]
    public void Keys_lists_and_options_are_read()
    {
        var recipe = RecipeReader.Parse(
            """
            seed: 7
            model: { backbone: resnet50, options: { neck: bnneck } }
            augmentation: [flip, { name: erasing, options: { probability: 0.25 } }]
            stages:
              - name: first
                epochs: 3
                losses: [{ name: softmax_ce, on: after, options: { classifier: true } }]
                optimizer: { name: sgd, options: { momentum: 0.9 } }
                learning_rate: 1.0e-2
                decay_all: false
            """,
            "r.yaml", []);

        Assert.Equal(7, recipe.Seed);
        Assert.Equal("bnneck", recipe.Model.Options["neck"]);
        Assert.Equal(["flip", "erasing"], recipe.Augmentation.Select(part => part.Name));
        Assert.Equal("0.25", recipe.Augmentation[1].Options["probability"]);
        var stage = Assert.Single(recipe.Stages);
        Assert.Equal(("first", 3, 0.01, false), (stage.Name, stage.Epochs, stage.LearningRate, stage.DecayAll));
        Assert.Equal("0.9", stage.Optimizer.Options["momentum"]);
        Assert.Equal("after", Assert.Single(stage.Losses).On);
    }

    [Theory]
    [InlineData("seed=3", "seed: 3")]
    [InlineData("stages[0].epochs=9", "epochs: 9")]
    [InlineData("stages.epochs=9", "epochs: 9")]
    [InlineData("model.options.neck=bnneck", "neck: bnneck")]
    [InlineData("stages[0].losses=[{name: circle, options: {m: 0.4}}]", "name: circle")]
    [InlineData("stages[0].optimizer=sgd", "optimizer: sgd")]
    public void Keys_are_set_from_outside(string assignment, string expected)
    {
        var recipe = RecipeReader.Parse("stages: [{ epochs: 1 }]", "r.yaml", [assignment]);

        Assert.Contains(expected, RecipeWriter.Write(recipe), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stages:\n  - epocs: 3", "r.yaml, line 2: 'stages[0].epocs' is no key of a recipe: the nearest is 'epochs', and there are name, epochs,")]
    [InlineData("seed: many", "r.yaml, line 1: 'seed' must be a whole number, not 'many'.")]
    [InlineData("moving_average: 1", "r.yaml: 'moving_average' is 1, but must be from 0 to below 1.")]
    [InlineData("stages: []", "r.yaml: 'stages' is empty, but must be a list of at least one stage.")]
    [InlineData("stages: 3", "r.yaml, line 1: 'stages' must be a list.")]
    [InlineData("sampler: { scarce: some }", "r.yaml: 'sampler.scarce' is some, but must be one of repeat, drop, all.")]
    [InlineData("- a", "r.yaml is no recipe: it must hold keys and values, for example 'seed: 1'.")]
    [InlineData("a: [", "r.yaml, line 2: this is no YAML:")]
    public void What_does_not_fit_is_named(string yaml, string message)
    {
        var error = Assert.Throws<ReIdException>(() => RecipeReader.Parse(yaml, "r.yaml", []));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seed", "'seed' sets nothing: write key=value, for example stages[0].epochs=3.")]
    [InlineData("stages[4].epochs=3", "'stages[4].epochs=3' leads nowhere: there is no entry [4].")]
    [InlineData("stages.epochs=3", "'stages.epochs=3' does not say which of 2 entries: add an index, for example [0].")]
    [InlineData("stages[x].epochs=3", "'stages[x].epochs=3' has the step 'stages[x]': an index is a number in brackets, for example stages[0].")]
    public void A_wrong_assignment_is_named(string assignment, string message)
    {
        var error = Assert.Throws<ReIdException>(
            () => RecipeReader.Parse("stages: [{ name: a }, { name: b }]", "r.yaml", [assignment]));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_file_that_is_none_names_the_shipped_ones()
    {
        var error = Assert.Throws<ReIdException>(() => RecipeReader.Read("nowhere.yaml", []));

        Assert.StartsWith("nowhere.yaml is no recipe: name a file, or one of batch-hard, best, facenet,", error.Message, StringComparison.Ordinal);
    }
}
