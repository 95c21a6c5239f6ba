using ReId.Contracts;
using ReId.Model.Training.Optimisation;
using TorchSharp.Modules;

namespace ReId.Model.Tests.Training.Optimisation;

public class SgdContractTests : OptimizerContract
{
    protected override string Name => "sgd";

    [Fact]
    public void Nesterov_without_momentum_is_refused() => Assert.Contains(
        "momentum above 0",
        Assert.Throws<ReIdException>(() => OptimizerCatalog.Create(
            Name, [], new Dictionary<string, string> { ["momentum"] = "0", ["nesterov"] = "true" })).Message,
        StringComparison.Ordinal);
}

public class AdagradContractTests : OptimizerContract
{
    protected override string Name => "adagrad";
}

public class AdamContractTests : OptimizerContract
{
    protected override string Name => "adam";
}

public class AdamWContractTests : OptimizerContract
{
    protected override string Name => "adamw";

    [Fact]
    public void Two_parameters_of_one_name_are_refused()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var parameter = new Parameter(TorchSharp.torch.zeros([2]));
        ParameterGroup group = new("all", [("w", parameter), ("w", parameter)]);

        var message = Assert.Throws<ReIdException>(() => OptimizerCatalog.Create(Name, [group], new Dictionary<string, string>())).Message;

        Assert.Contains("two parameters named 'w'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_optimiser_has_a_contract() => Assert.Equal(
        typeof(OptimizerContract).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(OptimizerContract))),
        OptimizerCatalog.Names.Count);
}
