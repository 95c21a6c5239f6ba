using ReId.Model.Backbones;
using ReId.Model.Inference;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

/// <summary>The features of torchreid's OSNet, from weights made by formula.</summary>
public class OsNetFeatureTests
{
    [Theory]
    [InlineData("osnet_x0_25")]
    [InlineData("osnet_x1_0")]
    public void The_module_computes_torchreids_features(string name)
    {
        using var module = BackboneCatalog.Get(name).Create();
        GoldenOsNet.FillByFormula(module);
        module.eval();

        AssertGolden(name, input =>
        {
            using var noGrad = torch.no_grad();
            return module.call(input);
        });
    }

    [Theory]
    [InlineData("osnet_x0_25")]
    [InlineData("osnet_x1_0")]
    public void The_inference_form_computes_the_same_features(string name)
    {
        using var network = InferenceNetworks.Build(BackboneCatalog.Get(name), GoldenOsNet.FillByFormula, torch.CPU);

        AssertGolden(name, input =>
        {
            using var scope = new InferenceScope(2);
            return network.Forward(TorchExtensions.ChannelsLast(input)).DetachFromDisposeScope();
        });
    }

    private static void AssertGolden(string name, Func<torch.Tensor, torch.Tensor> forward)
    {
        var golden = GoldenOsNet.Read($"{name}_feature__formula_weights.json");
        var expected = GoldenOsNet.Matrix(golden.GetProperty("expected").GetProperty("feature"));
        var tolerance = golden.GetProperty("tolerance").GetProperty("abs").GetDouble();
        using var input = torch.tensor(GoldenOsNet.Input(2), [2, 3, 256, 128]);

        using var features = forward(input);

        Assert.Equal([2L, 512L], features.shape);
        var actual = features.data<float>().ToArray();
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i / 512, i % 512], actual[i], tolerance);
        }
    }
}
