using ReId.Contracts;
using ReId.Model.Training.Optimisation;
using TorchSharp;

namespace ReId.Model.Tests.Training.Optimisation;

public class FreezingTests
{
    [Fact]
    public void A_frozen_part_keeps_weights_and_statistics_and_learns_afterwards()
    {
        torch.manual_seed(1);
        using var scope = torch.NewDisposeScope();
        using var network = new SmallNetwork();
        var freezing = new Freezing(network, ["body"], 2);
        using var optimizer = OptimizerCatalog.Create(
            "sgd", [new("all", network.Named()) { LearningRate = 0.1, WeightDecay = 0.1 }], new Dictionary<string, string>());
        var moved = new List<(bool Body, bool Statistics, bool Head)>();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var before = (Sum(network.Body.Weight), Sum(network.Body.Mean), Sum(network.Head.Weight));
            network.train();
            freezing.BeginEpoch(epoch);
            optimizer.ZeroGradient();
            network.call(torch.randn([8, 3])).square().sum().backward();
            optimizer.Step();
            moved.Add((before.Item1 != Sum(network.Body.Weight), before.Item2 != Sum(network.Body.Mean), before.Item3 != Sum(network.Head.Weight)));
        }

        Assert.Equal([(false, false, true), (false, false, true), (true, true, true)], moved);
    }

    [Fact]
    public void What_never_learns_is_not_freed()
    {
        using var network = new SmallNetwork();
        var freezing = new Freezing(network, ["body", "head.weight"], 1);
        var before = network.Named().Select(one => one.Parameter.requires_grad).ToArray();

        freezing.BeginEpoch(0);
        Assert.Equal(["head.scale"], network.Named().Where(one => one.Parameter.requires_grad).Select(one => one.Name));
        freezing.Free();

        Assert.Contains(false, before);
        Assert.Equal(before, network.Named().Select(one => one.Parameter.requires_grad));
    }

    [Fact]
    public void A_part_that_is_not_there_is_named()
    {
        using var network = new SmallNetwork();

        var message = Assert.Throws<ReIdException>(() => new Freezing(network, ["bod"], 1)).Message;

        Assert.Equal("'freeze' names 'bod', which no parameter of the network begins with; there are body, head.", message);
    }

    private static double Sum(torch.Tensor tensor)
    {
        using var sum = tensor.detach().sum();
        return (double)sum;
    }
}
