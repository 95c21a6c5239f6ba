using ReId.Contracts;
using ReId.Model.Training.Optimisation;
using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Tests.Training.Optimisation;

public class ParameterGroupsTests
{
    [Fact]
    public void Matrices_decay_and_vectors_as_the_rule_says()
    {
        using var network = new SmallNetwork();

        var all = ParameterGroups.Build(network.Named(), [], 0.1, weightDecay: 0.01);
        var rule = ParameterGroups.Build(network.Named(), [], 0.1, weightDecay: 0.01, decayAll: false);

        Assert.Equal([("network", 6, 0.01)], all.Select(group => (group.Name, group.Parameters.Count, group.WeightDecay)));
        Assert.Equal(
            [("network", "body.weight head.weight", 0.01), ("network without decay", "body.scale body.shift head.scale head.shift", 0.0)],
            rule.Select(group => (group.Name, string.Join(' ', group.Parameters.Select(one => one.Name)), group.WeightDecay)));
    }

    [Fact]
    public void Fresh_parts_and_losses_have_rates_of_their_own()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new SmallNetwork();
        using var centers = new Parameter(torch.zeros([3, 2]));

        var groups = ParameterGroups.Build(network.Named(), [("center.centers", centers)], 0.1, 5, 0, true, ["head"], 10);

        Assert.Equal(
            [("network", 0.1, 1.0), ("fresh parts", 1.0, 10.0), ("losses", 0.5, 5.0)],
            groups.Select(group => (group.Name, group.LearningRate, group.LearningRateFactor)));
        Assert.All(groups[1].Parameters, one => Assert.StartsWith("head.", one.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fresh_part_that_is_not_there_is_named()
    {
        using var network = new SmallNetwork();

        var message = Assert.Throws<ReIdException>(() => ParameterGroups.Build(network.Named(), [], 0.1, fresh: ["fc"])).Message;

        Assert.StartsWith("'fresh' names 'fc'", message, StringComparison.Ordinal);
    }
}
