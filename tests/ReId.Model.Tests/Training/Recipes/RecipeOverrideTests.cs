using ReId.Contracts;
using ReId.Model.Training.Recipes;
using YamlDotNet.RepresentationModel;

namespace ReId.Model.Tests.Training.Recipes;

/// <summary>Whatever <c>--dry-run</c> shows can be set from the command line, however short the recipe says it.</summary>
public sealed class RecipeOverrideTests
{
    public static TheoryData<string> Names() => ["", .. ShippedRecipes.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_key_that_a_recipe_has_can_be_set(string name)
    {
        var yaml = name.Length == 0 ? "" : ShippedRecipes.Find(name)!;
        var written = RecipeWriter.Write(RecipeReader.Parse(yaml, "r", []));
        var assignments = Leaves(Tree(written), "").ToArray();

        Assert.True(assignments.Length > 40, $"{assignments.Length} keys");
        Assert.All(assignments, assignment => Assert.Equal(written, RecipeWriter.Write(RecipeReader.Parse(yaml, "r", [assignment]))));
        Assert.Equal(written, RecipeWriter.Write(RecipeReader.Parse(yaml, "r", assignments)));
    }

    [Theory]
    [InlineData("stages: [{ optimizer: adam }]", "stages[0].optimizer.options.beta1=0.8", "optimizer: {name: adam, options: {beta1: '0.8'}}")]
    [InlineData("stages: [{ optimizer: adam }]", "stages.optimizer.options.beta1=0.8", "optimizer: {name: adam, options: {beta1: '0.8'}}")]
    [InlineData("", "stages[0].optimizer.options.beta1=0.8", "optimizer: {name: adam, options: {beta1: '0.8'}}")]
    [InlineData("", "stages.losses.options.margin=0.5", "losses: [{name: triplet_batch_hard, options: {margin: '0.5'}}]")]
    [InlineData("stages: [{ mining: { miner: batch_hard } }]", "stages[0].mining.miner.options.margin=0.1", "mining: {miner: {name: batch_hard, options: {margin: '0.1'}}}")]
    [InlineData("augmentation: [flip, grey]", "augmentation[1].options.probability=0.2", "augmentation: [flip, {name: grey, options: {probability: '0.2'}}]")]
    [InlineData("stages: [{ losses: [{ name: circle, options: { m: 0.4, gamma: 64 } }] }]", "stages[0].losses[0].options.m=", "losses: [{name: circle, options: {gamma: 64}}]")]
    public void A_bare_name_and_a_default_are_written_out_on_the_way_and_nothing_takes_an_option_out(string yaml, string assignment, string expected)
    {
        if (expected[0] != 'a')
        {
            expected = $"stages: [{{{expected}}}]";
        }

        Assert.Equal(
            RecipeWriter.Write(RecipeReader.Parse(expected, "r", [])),
            RecipeWriter.Write(RecipeReader.Parse(yaml, "r", [assignment])));
    }

    [Theory]
    [InlineData("seed.options.x=1", "'seed.options.x=1' leads nowhere: 'seed' holds no keys.")]
    [InlineData("augmentation[2].name=flip", "'augmentation[2].name=flip' leads nowhere: there is no entry [2].")]
    [InlineData("data[0].root=x", "'data[0].root=x' leads nowhere: the recipe has no 'data'.")]
    public void What_holds_no_keys_is_named(string assignment, string message)
    {
        var error = Assert.Throws<ReIdException>(() => RecipeReader.Parse("{ seed: 1, augmentation: [flip] }", "r", [assignment]));

        Assert.Equal(message, error.Message);
    }

    private static YamlNode Tree(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }

    private static IEnumerable<string> Leaves(YamlNode node, string path) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair => Leaves(pair.Value, path.Length == 0 ? $"{pair.Key}" : $"{path}.{pair.Key}")),
        YamlSequenceNode { Children.Count: > 0 } list => list.Children.SelectMany((child, i) => Leaves(child, $"{path}[{i}]")),
        YamlScalarNode scalar => [$"{path}='{scalar.Value!.Replace("'", "''", StringComparison.Ordinal)}'"],
        _ => [],
    };
}
