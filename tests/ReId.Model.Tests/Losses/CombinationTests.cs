using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Losses.Centers;
using ReId.Model.Losses.Checking;
using ReId.Model.Losses.Classification;
using ReId.Model.Losses.Pairs;
using ReId.Model.Losses.Triplets;
using ReId.Model.Tests.Losses.Contract;
using TorchSharp;

namespace ReId.Model.Tests.Losses;

public class CombinationTests
{
    [Fact]
    public void A_weighted_sum_is_the_sum_of_its_parts_and_owns_their_parameters()
    {
        torch.manual_seed(1);
        var hard = new TripletBatchHardLoss();
        var center = new CenterLoss(new CenterOptions(), new LossSize(4, 5, torch.ScalarType.Float64));
        using var sum = new WeightedSumLoss((1, hard), (0.25, center));
        var (first, second) = (LossRun.Of(hard, Batch.Usual), LossRun.Of(center, Batch.Usual));

        var run = LossRun.Of(sum, Batch.Usual);

        Assert.Equal(first.Value + (0.25 * second.Value), run.Value, 1e-12);
        Assert.Equal(["1_center.centers"], run.ParameterGradients.Keys);
        for (var i = 0; i < run.Gradient.Length; i++)
        {
            Assert.Equal(first.Gradient[i] + (0.25 * second.Gradient[i]), run.Gradient[i], 1e-12);
        }

        using var scope = torch.NewDisposeScope();
        using var output = sum.Evaluate(LossRun.Tensor(Batch.Usual.Embeddings), torch.tensor(Batch.Usual.Labels));
        Assert.Equal([("triplet_batch_hard", 1.0), ("center", 0.25)], output.Parts.Select(part => (part.Name, part.Weight)));
        Assert.Equal(second.Value, (double)output.Parts[1].Value, 1e-12);
    }

    /// <summary>Outside every scope: each tensor of the output goes with the output, or the test fails for what stays behind.</summary>
    [Fact]
    public void A_part_has_counts_of_its_own_and_the_sum_those_of_the_first_that_has_any()
    {
        using var hard = new TripletBatchHardLoss();
        using var pairs = new ContrastiveLoss();
        using var uncounted = new WeightedSumLoss((1, new SupervisedContrastiveLoss()));
        using var inner = new WeightedSumLoss((1, new SupervisedContrastiveLoss()), (0.5, new TripletBatchHardLoss()), (1, new ContrastiveLoss()));
        using var outer = new WeightedSumLoss((2, inner), (1, new ContrastiveLoss()));
        using var embeddings = LossRun.Tensor(Batch.Usual.Embeddings);
        using var labels = torch.tensor(Batch.Usual.Labels);
        using var ofHard = hard.Evaluate(embeddings, labels);
        using var ofPairs = pairs.Evaluate(embeddings, labels);

        using var output = inner.Evaluate(embeddings, labels);
        using var nested = outer.Evaluate(embeddings, labels);
        using var none = uncounted.Evaluate(embeddings, labels);

        (long?, long?, double?)[] expected = [(null, null, null), Counts(ofHard), Counts(ofPairs)];
        Assert.NotEqual(expected[1], expected[2]);
        Assert.Equal(expected, output.Parts.Select(part => (part.Active, part.Total, part.ActiveFraction)));
        Assert.Equal(expected[1], Counts(output));
        Assert.Equal((nested.Active, nested.Total), (nested.Parts[0].Active, nested.Parts[0].Total));
        Assert.Equal(expected[1], Counts(nested));
        Assert.Equal(expected[0], Counts(none));

        static (long?, long?, double?) Counts(LossOutput one) => (one.Active, one.Total, one.ActiveFraction);
    }

    [Fact]
    public void A_weighted_sum_tells_its_parts_the_iteration()
    {
        torch.manual_seed(1);
        var angles = new ASoftmaxLoss(new ASoftmaxOptions(), new LossSize(4, 5, torch.ScalarType.Float64));
        var drawn = new TripletLoss(new TripletOptions { Miner = TripletMining.Weighted });
        using var inner = new WeightedSumLoss((0.5, angles), (2, drawn));
        using var sum = new WeightedSumLoss((1, inner), (1, new TripletBatchHardLoss()));
        using var alone = new TripletLoss(new TripletOptions { Miner = TripletMining.Weighted });

        sum.Iteration = 10;

        Assert.Equal(1000 / 2.2, angles.Lambda, 1e-9);
        Assert.Equal((10, 10), (sum.Iteration, drawn.Iteration));
        using var scope = torch.NewDisposeScope();
        using var output = inner.Evaluate(LossRun.Tensor(Batch.Usual.Embeddings), torch.tensor(Batch.Usual.Labels));
        Assert.Equal(LossRun.Of(alone, Batch.Usual, 10).Value, (double)output.Parts[1].Value, 1e-12);
        Assert.NotEqual(LossRun.Of(alone, Batch.Usual).Value, (double)output.Parts[1].Value, 1e-9);
    }

    [Fact]
    public void A_sum_without_terms_or_with_a_negative_weight_is_refused()
    {
        using var hard = new TripletBatchHardLoss();

        Assert.Throws<ReIdException>(() => new WeightedSumLoss());
        Assert.Contains("triplet_batch_hard", Assert.Throws<ReIdException>(() => new WeightedSumLoss((-1, hard))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_raises_the_margin_and_then_keeps_it()
    {
        var schedule = MarginSchedule.Linear(0.1, 0.5, 4);
        using var loss = new TripletBatchHardLoss();

        Assert.Equal(0.1, schedule.At(0), 1e-12);
        Assert.Equal(0.2, schedule.At(1), 1e-12);
        Assert.Equal((0.5, 0.5), (schedule.At(4), schedule.At(9)));
        schedule.Apply(loss, 2);
        Assert.Equal(0.3, loss.Margin, 1e-12);
        Assert.Equal(0.7, MarginSchedule.Constant(0.7).At(3));
    }

    [Fact]
    public void A_margin_in_force_is_the_margin_of_the_loss()
    {
        using var changed = new TripletLoss(new TripletOptions { Choice = Model.Miners.SemiHardChoice.All, Margin = 0.1 });
        using var made = new TripletLoss(new TripletOptions { Choice = Model.Miners.SemiHardChoice.All, Margin = 0.6 });

        MarginSchedule.Constant(0.6).Apply(changed, 0);

        Assert.Equal(LossRun.Of(made, Batch.Usual).Value, LossRun.Of(changed, Batch.Usual).Value);
    }

    [Fact]
    public void A_schedule_that_makes_no_sense_is_refused()
    {
        using var circle = new CircleLoss();

        Assert.Contains("'circle'", Assert.Throws<ReIdException>(() => MarginSchedule.Constant(1).Apply(circle, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ReIdException>(() => MarginSchedule.Linear(-1, 1, 3));
        Assert.Throws<ReIdException>(() => MarginSchedule.Linear(0, 1, -3));
    }

    [Theory]
    [InlineData("triplet_batch_hard", "margin", "-1", "must be a number of at least 0, not -1")]
    [InlineData("triplet_batch_hard", "margin", "wide", "not 'wide'")]
    [InlineData("triplet_batch_hard", "margin", "nan", "margin")]
    [InlineData("triplet_batch_hard", "squared", "maybe", "true or false")]
    [InlineData("circle", "marg", "1", "Loss 'circle' has no option 'marg': the nearest is 'm', and there are m, gamma, reduction.")]
    [InlineData("triplet", "margn", "1", "the nearest is 'margin', and there are margin, soft_margin, miner, choice,")]
    [InlineData("triplet_batch_hard", "reduction", "median", "mean, mean_nonzero, sum")]
    [InlineData("a_softmax", "m", "9", "from 1 to 8")]
    [InlineData("normface", "scale", "0", "above 0")]
    [InlineData("quadruplet_batch_hard", "margin2", "2", "must not be above 'margin1'")]
    public void A_bad_option_is_named_with_what_would_be_right(string loss, string option, string value, string piece)
    {
        var settings = new Dictionary<string, string> { [option] = value };

        var problem = Assert.Throws<ReIdException>(() => LossCatalog.Get(loss).Create(settings, new LossSize(3, 3)));

        Assert.Contains(loss, problem.Message, StringComparison.Ordinal);
        Assert.Contains(piece, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_triplets_must_lie_in_the_batch()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = new TripletLoss();
        var rows = torch.tensor(new long[] { 0, 12 });

        var problem = Assert.Throws<ReIdException>(() => loss.Evaluate(
            LossRun.Tensor(Batch.Usual.Embeddings), torch.tensor(Batch.Usual.Labels), new Model.Miners.Triplets(rows, rows, rows)));

        Assert.Contains("rows run from 0 to 11", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_learns_asks_for_its_size_and_an_unknown_one_is_told()
    {
        Assert.Contains("number of classes", Assert.Throws<ReIdException>(() => LossCatalog.Get("center").Create(new Dictionary<string, string>())).Message, StringComparison.Ordinal);
        Assert.Contains("arcface", Assert.Throws<ReIdException>(() => LossCatalog.Get("magic")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_preset_names_a_loss_and_options_that_it_has() => Assert.All(LossPresets.All, preset =>
    {
        var (kind, settings) = LossPresets.Resolve(preset.Name);
        using var loss = kind.Create(settings, new LossSize(3, 3));
        Assert.Equal(preset.Loss, loss.Name);
    });
}
