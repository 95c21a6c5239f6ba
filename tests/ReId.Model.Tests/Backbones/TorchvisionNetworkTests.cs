using System.Text.Json;
using ReId.Model.Backbones;
using ReId.Model.Inference;
using ReId.Testing;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

/// <summary>The state dicts and features of torchvision's own networks (tests/golden/networks/make.py).</summary>
public class TorchvisionNetworkTests
{
    public static TheoryData<string> Names => ["resnet18", "resnet34", "resnet50", "resnet101", "mobilenet_v2"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_order_and_shapes_are_torchvisions(string name)
    {
        var golden = Read(name);
        using var module = BackboneCatalog.Get(name).Create(false);

        var expected = golden.GetProperty("state_dict").EnumerateArray()
            .Select(e => $"{e[0].GetString()} [{string.Join(", ", e[1].EnumerateArray())}]");

        Assert.Equal(expected, StateLoader.Entries(module).Select(e => $"{e.Name} [{string.Join(", ", e.Tensor.shape)}]"));
        Assert.Equal(golden.GetProperty("parameters").GetInt64(), module.parameters().Sum(p => p.numel()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Module_and_inference_form_compute_torchvisions_features(string name)
    {
        var golden = Read(name);
        var shape = golden.GetProperty("inputs").GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()).ToArray();
        var backbone = BackboneCatalog.Get(name, new Dictionary<string, string> { ["input"] = $"{shape[2]}x{shape[3]}" });
        var expected = golden.GetProperty("expected").GetProperty("feature")[0].EnumerateArray().Select(v => v.GetSingle()).ToArray();
        var tolerance = golden.GetProperty("tolerance").GetProperty("rel_to_max").GetDouble() * expected.Max(Math.Abs);
        using var scope = torch.NewDisposeScope();
        using var input = torch.tensor(GoldenOsNet.Input((int)shape[0], (int)shape[2], (int)shape[3]), shape);
        using var module = backbone.Create(false);
        GoldenOsNet.FillByFormula(module);
        module.eval();
        using var network = InferenceNetworks.Build(backbone, m => StateLoader.LoadState(
            m, StateLoader.SaveState(module).ToDictionary(t => t.Name)), torch.CPU);
        using var inference = new InferenceScope(2);

        Check(module.call(input));
        Check(network.Forward(TorchExtensions.ChannelsLast(input)));

        void Check(torch.Tensor features)
        {
            foreach (var (value, actual) in expected.Zip(features.data<float>().ToArray()))
            {
                Assert.Equal(value, actual, tolerance);
            }
        }
    }

    [Fact]
    public void ResNet50_has_torchreids_names_too()
    {
        if (RepositoryPaths.FindInShared("golden/osnet/architecture__resnet50.json") is not { } file)
        {
            Assert.Skip("../shared is not here");
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(file));
        using var module = BackboneCatalog.Get("resnet50").Create(false);
        var expected = document.RootElement.GetProperty("expected").GetProperty("state_dict").EnumerateArray()
            .Select(e => $"{e[0].GetString()} [{string.Join(", ", e[1].EnumerateArray())}]")
            .Where(e => !e.StartsWith("classifier.", StringComparison.Ordinal) && !e.StartsWith("fc.", StringComparison.Ordinal));

        Assert.Equal(expected, StateLoader.Entries(module).Select(e => $"{e.Name} [{string.Join(", ", e.Tensor.shape)}]"));
    }

    private static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(RepositoryPaths.Golden(Path.Combine("networks", $"{name}.json")))).RootElement;
}
