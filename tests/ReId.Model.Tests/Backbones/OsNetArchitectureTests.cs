using ReId.Contracts;
using ReId.Model.Backbones;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

public class OsNetArchitectureTests
{
    [Theory]
    [InlineData("osnet_x0_25")]
    [InlineData("osnet_x1_0")]
    public void Names_order_and_shapes_are_torchreids(string name)
    {
        var golden = GoldenOsNet.Read($"architecture__{name}.json").GetProperty("expected");
        using var module = BackboneCatalog.Get(name).Create();

        var expected = golden.GetProperty("state_dict").EnumerateArray()
            .Select(e => $"{e[0].GetString()} [{string.Join(", ", e[1].EnumerateArray())}]")
            .Where(e => !e.StartsWith("classifier.", StringComparison.Ordinal));
        var actual = StateLoader.Entries(module).Select(e => $"{e.Name} [{string.Join(", ", e.Tensor.shape)}]").ToList();

        Assert.Equal(expected, actual);
        Assert.Equal(actual, module.state_dict().Select(e => $"{e.Key} [{string.Join(", ", e.Value.shape)}]"));
        Assert.Equal(
            golden.GetProperty("parameters_without_classifier").GetInt64(), module.parameters().Sum(p => p.numel()));
    }

    [Theory]
    [InlineData("osnet_x0_25")]
    [InlineData("osnet_x1_0")]
    public void Every_child_has_torchreids_output_shape(string name)
    {
        var golden = GoldenOsNet.Read($"architecture__{name}.json").GetProperty("expected");
        using var module = BackboneCatalog.Get(name).Create();
        module.eval();
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var x = torch.zeros([2, 3, 256, 128]);
        var shapes = golden.GetProperty("child_output_shapes").EnumerateArray()
            .ToDictionary(e => e[0].GetString()!, e => e[1].EnumerateArray().Select(d => d.GetInt64()).ToArray());
        foreach (var (child, part) in module.named_children())
        {
            x = ((torch.nn.Module<torch.Tensor, torch.Tensor>)part).call(child == "fc" ? x.flatten(1) : x);

            Assert.Equal(shapes[child], x.shape);
        }
    }

    [Fact]
    public void An_unknown_backbone_is_answered_with_those_there_are()
    {
        var message = Assert.Throws<ReIdException>(() => BackboneCatalog.Get("osnet")).Message;

        Assert.Contains("'osnet'", message, StringComparison.Ordinal);
        Assert.Contains("osnet_x0_25, osnet_x0_5", message, StringComparison.Ordinal);
    }
}
