using ReId.Model.Losses;
using ReId.Model.Losses.Centers;
using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;
using TorchSharp;

namespace ReId.Model.Tests.Losses;

public class CenterLossTests : LossContract
{
    protected override string Name => "center";

    protected override bool ZeroWithOneIdentity => false;

    protected override bool ZeroWithSingletons => false;

    [Fact]
    public void A_step_of_plain_descent_with_the_rescaled_gradient_is_the_papers_update()
    {
        using var scope = torch.NewDisposeScope();
        var size = new LossSize(4, 5, torch.ScalarType.Float64);
        torch.manual_seed(8);
        using var own = new CenterLoss(new CenterOptions { Alpha = 0.4 }, size);
        using var rescaled = new CenterLoss(new CenterOptions { Gradient = CenterGradient.Delta }, size);
        using var noGrad = torch.no_grad();
        rescaled.Centers.copy_(own.Centers);
        var (points, labels) = (LossRun.Tensor(Batch.UnequalCounts.Embeddings), torch.tensor(Batch.UnequalCounts.Labels));
        using (torch.enable_grad())
        {
            using var output = rescaled.Evaluate(points, labels);
            output.Value.backward();
        }

        own.UpdateCenters(points, labels);

        Assert.True((rescaled.Centers - (rescaled.Centers.grad()! * 0.4)).allclose(own.Centers));
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("NONE", true)]
    [InlineData("plain", false)]
    [InlineData("delta", false)]
    public void It_says_whether_its_centres_move_by_its_own_rule_alone(string gradient, bool alone)
    {
        using var loss = (CenterLoss)LossCatalog.Get(Name).Create(new Dictionary<string, string> { ["Gradient"] = gradient }, new LossSize(4, 5));

        Assert.Equal(alone, loss.MovesByItself);
    }

    private protected override Num Oracle(OracleBatch batch) =>
        Num.Sum(batch.All.Select(i => OracleBatch.Squared(batch.X[i], batch.Parameter("centers")[batch.Y[i]]) * 0.5));
}

public sealed class TripletCenterLossTests : LossContract
{
    protected override string Name => "triplet_center";

    // The other classes have centres, whether or not they are in the batch.
    protected override bool ZeroWithOneIdentity => false;

    protected override bool ZeroWithSingletons => false;

    private protected override Num Oracle(OracleBatch batch)
    {
        var centers = batch.Parameter("centers");
        return OracleBatch.Mean(batch.All.Select(i =>
        {
            var half = centers.Select(center => OracleBatch.Squared(batch.X[i], center) * 0.5).ToArray();
            return Num.Hinge(half[batch.Y[i]] + 5 - Num.Min([.. half.Where((_, c) => c != batch.Y[i])]));
        }));
    }
}

public sealed class BatchMeanTripletCenterLossTests : LossContract
{
    protected override string Name => "triplet_center";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["centers"] = "batch_mean" };

    protected override bool ZeroWithSingletons => false;

    private protected override Num Oracle(OracleBatch batch)
    {
        var centers = batch.All.GroupBy(i => batch.Y[i]).ToDictionary(
            group => group.Key,
            group => Enumerable.Range(0, batch.X[0].Length).Select(c => OracleBatch.Mean(group.Select(i => batch.X[i][c]))).ToArray());
        return OracleBatch.Mean(batch.All.Where(_ => centers.Count > 1).Select(i => Num.Hinge(
            (OracleBatch.Squared(batch.X[i], centers[batch.Y[i]]) * 0.5) + 5
            - Num.Min([.. centers.Where(one => one.Key != batch.Y[i]).Select(one => OracleBatch.Squared(batch.X[i], one.Value) * 0.5)]))));
    }
}
