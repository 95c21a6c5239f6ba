using ReId.Model.Losses;
using ReId.Model.Losses.Checking;
using ReId.Model.Losses.Triplets;
using ReId.Model.Tests.Losses.Contract;
using TorchSharp;

namespace ReId.Model.Tests.Losses;

public class SoftMarginTests
{
    public static TheoryData<Loss> Soft() =>
    [
        new TripletBatchHardLoss(new() { SoftMargin = true }), new TripletBatchAllLoss(new() { SoftMargin = true }),
        new TripletLoss(new() { SoftMargin = true, Miner = TripletMining.All }), new TripletWeightedLoss(new() { SoftMargin = true }),
    ];

    public static TheoryData<Loss> Hinged() =>
    [
        new TripletBatchHardLoss(new() { SoftMargin = false }), new TripletBatchAllLoss(new() { SoftMargin = false }),
        new TripletLoss(new() { SoftMargin = false, Miner = TripletMining.All }), new TripletWeightedLoss(new() { SoftMargin = false }),
    ];

    [Theory]
    [MemberData(nameof(Soft), DisableDiscoveryEnumeration = true)]
    public void A_batch_on_one_point_costs_ln_2_and_the_loss_says_so(Loss loss)
    {
        Assert.True(loss.IsSoft);
        Assert.Equal(Math.Log(2), OnOnePoint(loss), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Hinged), DisableDiscoveryEnumeration = true)]
    public void With_the_hinge_it_costs_the_margin(Loss loss)
    {
        Assert.False(loss.IsSoft);
        Assert.Equal(loss.CategoryMargin, OnOnePoint(loss), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Soft), DisableDiscoveryEnumeration = true)]
    public void Without_a_margin_triplets_are_easy_or_hard(Loss loss)
    {
        using var scope = torch.NewDisposeScope();

        var report = BatchReport.Of(
            LossRun.Tensor(Batch.Usual.Embeddings), torch.tensor(Batch.Usual.Labels), loss.Distance, loss.CategoryMargin);

        Assert.Equal(0, loss.CategoryMargin);
        Assert.Equal(0, report.Triplets.SemiHard);
        Assert.True(report.Triplets is { Easy: > 0, Hard: > 0 });
    }

    [Fact]
    public void The_band_of_semi_hard_mining_is_a_margin_of_the_categories_also_where_the_loss_is_soft()
    {
        using var loss = new TripletLoss(new() { SoftMargin = true, Margin = 0.4 });

        Assert.True(loss.IsSoft);
        Assert.Equal(0.4, loss.CategoryMargin);
    }

    private static double OnOnePoint(Loss loss)
    {
        using var scope = torch.NewDisposeScope();
        using var output = loss.Evaluate(torch.zeros([6, 4], torch.ScalarType.Float64), torch.tensor(new long[] { 1, 1, 2, 2, 3, 3 }));
        return output.Value.item<double>();
    }
}
