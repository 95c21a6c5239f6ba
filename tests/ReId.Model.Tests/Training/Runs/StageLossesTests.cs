using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Losses.Centers;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using TorchSharp;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>What the collapse watch compares a stage's losses with.</summary>
public sealed class StageLossesTests
{
    private const int Identities = 4;
    private const int Images = 2;
    private const int Dimension = 5;

    // Those of a batch of 4 identities × 2 pictures on one point, by hand.
    [Theory]
    [InlineData("triplet_batch_hard", "", 0.3)]
    [InlineData("triplet_batch_hard", "soft_margin=true", 0.69315)]
    [InlineData("triplet_batch_hard", "margin=0.5 reduction=sum", 4)]
    [InlineData("triplet_batch_all", "", 0.3)]
    [InlineData("triplet", "miner=semi_hard", 0.2)]
    [InlineData("triplet_weighted", "", 0.69315)]
    [InlineData("tripletnet_ratio", "", 0.25)]
    [InlineData("triplet_center", "centers=batch_mean", 5)]
    [InlineData("quadruplet_batch_hard", "", 1.5)]
    [InlineData("quadruplet_exhaustive", "", 1.5)]
    [InlineData("contrastive", "", 0.42857)]
    [InlineData("lifted_structure", "", 6.07233)]
    [InlineData("generalized_lifted", "", 2.79176)]
    [InlineData("multi_similarity", "", 0.69248)]
    [InlineData("supervised_contrastive", "", 1.94591)]
    [InlineData("n_pair", "l2_reg=0", 1.38629)]
    public void A_loss_is_compared_with_what_this_very_loss_costs_on_one_point(string name, string options, double expected) =>
        Assert.Equal(expected, Assert.Single(Levels(Loss(name, options))).Value, 0.01 * expected);

    [Theory]
    [InlineData("triplet_center", "")]
    [InlineData("circle", "")]
    [InlineData("n_pair", "l2_reg=1")]
    [InlineData("quadruplet_batch_hard", "metric=learned")]
    public void It_is_what_a_batch_costs_that_really_lies_there(string name, string options)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(7);
        using var losses = Make(Loss(name, options));
        var (embeddings, labels) = Batch();
        var fallen = embeddings.narrow(0, 0, 1).expand(Identities * Images, Dimension);

        var level = Assert.Single(losses.Collapsed(embeddings, embeddings, labels, iteration: 0, triplets: null)).Value;

        Assert.Equal((double)losses.Evaluate(fallen, fallen, labels, 0, null).Total, level, 0.01 * level);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(2, 0.3)]
    [InlineData(4, 0.5)]
    public void The_margin_of_the_epoch_counts(int epoch, double expected)
    {
        using var losses = Make(Loss("triplet_batch_hard", "margin=0.5") with { MarginFrom = 0.1, MarginEpochs = 4 });
        losses.BeginEpoch(epoch);

        Assert.Equal(expected, Levels(losses).Values.Single(), 0.01 * expected);
    }

    [Fact]
    public void What_classifies_or_pulls_to_a_centre_is_not_watched() => Assert.Equal(
        ["triplet", "triplet_4"],
        Levels(
            Loss("softmax_ce", "classifier=true"), Loss("triplet", ""), Loss("center", ""), Loss("a_softmax", ""),
            Loss("triplet", "miner=all"), Loss("normface", ""), Loss("arcface", ""), Loss("cosface", "")).Keys);

    [Fact]
    public void The_log_speaks_of_the_distance_that_is_trained()
    {
        using var losses = Make(Loss("softmax_ce", "classifier=true"), Loss("triplet_center", ""));

        Assert.Equal(("triplet_center", "euclidean"), (losses.Main.Name, losses.Main.Distance.Name));
    }

    /// <summary>Every test fails where handles of libtorch stay behind.</summary>
    [Theory]
    [InlineData("circle", "has no margin that 'margin_from' could begin with")]
    [InlineData("softmax_ce", "works on logits unless it has a classifier of its own")]
    public void A_stage_whose_last_loss_is_refused_leaves_nothing_behind(string refused, string sentence)
    {
        var error = Assert.Throws<ReIdException>(() => Make(Loss("arcface", ""), Loss(refused, "") with { MarginFrom = 0.1 }));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("triplet", "")]
    [InlineData("triplet", "miner=weighted")]
    [InlineData("tripletnet_ratio", "miner=weighted")]
    public void Another_seed_of_the_recipe_draws_other_triplets(string name, string options)
    {
        Assert.Equal(Value(Loss(name, options), seed: 1), Value(Loss(name, options), seed: 1));
        Assert.NotEqual(Value(Loss(name, options), seed: 1), Value(Loss(name, options), seed: 2));
        Assert.Equal(Value(Loss(name, $"{options} seed=5"), seed: 1), Value(Loss(name, $"{options} Seed=5"), seed: 2));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    public void Centres_without_a_gradient_move_by_their_own_rule_however_it_is_written(string gradient)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(7);
        using var losses = Make(Loss("center", $"gradient={gradient}"));
        var (embeddings, labels) = Batch();
        var centers = ((CenterLoss)losses.Main).Centers;
        var before = centers.detach().clone();

        losses.AfterStep(embeddings, embeddings, labels);

        Assert.Empty(losses.Parameters());
        Assert.True((double)(centers - before).abs().min() > 0);
    }

    private static double Value(LossRecipe recipe, int seed)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(7);
        using var losses = new StageLosses([recipe], new LossSize(Identities, Dimension), "stage", seed);
        var embeddings = 0.1 * torch.randn([40, Dimension]);
        var labels = torch.arange(40) / 10;
        return (double)losses.Evaluate(embeddings + 1, embeddings + 1, labels.floor().to(torch.ScalarType.Int64), 3, null).Total;
    }

    private static LossRecipe Loss(string name, string options) => new()
    {
        Name = name,
        Options = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(o => o.Split('=')).ToDictionary(o => o[0], o => o[1]),
    };

    private static StageLosses Make(params LossRecipe[] recipes) => new(recipes, new LossSize(Identities, Dimension), "stage", seed: 1);

    private static IReadOnlyDictionary<string, double> Levels(params LossRecipe[] recipes)
    {
        using var losses = Make(recipes);
        return Levels(losses);
    }

    private static IReadOnlyDictionary<string, double> Levels(StageLosses losses)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(7);
        var (embeddings, labels) = Batch();
        return losses.Collapsed(embeddings, embeddings, labels, iteration: 0, triplets: null);
    }

    private static (torch.Tensor Embeddings, torch.Tensor Labels) Batch() => (
        torch.randn([Identities * Images, Dimension]),
        torch.tensor(Enumerable.Range(0, Identities * Images).Select(i => (long)(i / Images)).ToArray()));
}
