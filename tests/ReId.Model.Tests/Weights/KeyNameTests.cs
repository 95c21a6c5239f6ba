using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Tests.Backbones;
using ReId.Model.Weights;
using ReId.Model.Weights.SafeTensors;
using ReId.Testing;

namespace ReId.Model.Tests.Weights;

/// <summary>Checkpoints as torchvision, torchreid and IBN-Net name their tensors, classifier included.</summary>
public sealed class KeyNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("resnet18", "fc.weight", "fc.bias", "")]
    [InlineData("resnet18", "classifier.weight", "classifier.bias", "")]
    [InlineData("resnet18_ibn_a", "fc.weight", "fc.bias", "module.")]
    [InlineData("mobilenet_v2", "classifier.1.weight", "classifier.1.bias", "")]
    [InlineData("mobilenetv2_x1_0", "classifier.weight", "classifier.bias", "module.")]
    [InlineData("osnet_ain_x0_25", "classifier.weight", "classifier.bias", "module.")]
    public void A_classifier_is_left_out_and_the_rest_is_kept(string architecture, string weight, string bias, string prefix)
    {
        var state = StateOf(architecture);
        var file = Write([.. state, Extra(weight, 10, 4), Extra(bias, 10)], prefix);

        var model = new ModelImporter().Read(file, architecture);

        Assert.Equal(state.Select(t => t.Name), model.Tensors.Keys);
        Assert.All(state, t => Assert.True(t.Data.Span.SequenceEqual(model.Tensors[t.Name].Data.Span), t.Name));
    }

    [Fact]
    public void An_embedding_that_the_backbone_has_is_no_classifier()
    {
        var backbone = BackboneCatalog.Get("resnet18", new Dictionary<string, string> { ["dim"] = "64", ["neck"] = "bnneck" });
        using var module = backbone.Create(false);
        GoldenOsNet.FillByFormula(module);
        var output = _folder.File("m.safetensors");

        var model = ModelImporter.Import(Write(StateLoader.SaveState(module), ""), backbone, output);

        Assert.Contains("fc.0.weight", model.Tensors.Keys);
        Assert.Contains("bottleneck.weight", model.Tensors.Keys);
        Assert.Equal(["dim", "neck"], ModelFile.Load(output).Info.Options.Keys.Order());
    }

    [Fact]
    public void The_other_mobilenet_is_refused_with_the_names_that_differ()
    {
        var file = Write(StateOf("mobilenet_v2"), "");

        var message = Assert.Throws<ReIdException>(() => new ModelImporter().Read(file, "mobilenetv2_x1_0")).Message;

        Assert.Contains("does not hold the weights of mobilenetv2_x1_0: ", message, StringComparison.Ordinal);
        Assert.Contains("missing: conv1.conv.weight", message, StringComparison.Ordinal);
        Assert.Contains("extra: features.0.0.weight", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("osnet_ibn_x1_0", "conv1.bn.weight [64]", "conv2.0.IN.weight [256]", "conv2.1.IN.bias [256]")]
    [InlineData("osnet_ain_x1_0", "conv2.0.conv2.3.layers.3.conv2.weight [64, 1, 3, 3]", "conv4.0.IN.weight [512]", "pool3.0.bn.running_var [384]")]
    [InlineData("resnet50_ibn_a", "layer1.0.bn1.IN.weight [32]", "layer3.5.bn1.BN.running_mean [128]", "layer4.0.bn1.running_mean [512]")]
    [InlineData("mobilenetv2_x1_4", "conv2.0.conv1.conv.weight [44, 44, 1, 1]", "conv8.0.dwconv2.conv.weight [1344, 1, 3, 3]", "conv9.bn.weight [1792]")]
    public void Names_of_the_other_projects_are_kept(string architecture, params string[] expected)
    {
        using var module = BackboneCatalog.Get(architecture).Create(false);

        var actual = StateLoader.Entries(module).Select(e => $"{e.Name} {TensorShape.Format(e.Tensor.shape)}").ToHashSet();

        Assert.All(expected, name => Assert.Contains(name, actual));
    }

    private static IReadOnlyList<NamedTensor> StateOf(string architecture)
    {
        using var module = BackboneCatalog.Get(architecture).Create(false);
        GoldenOsNet.FillByFormula(module);
        return StateLoader.SaveState(module);
    }

    private static NamedTensor Extra(string name, params long[] shape) =>
        new(name, shape, TensorType.F32, new byte[4 * shape.Aggregate((a, b) => a * b)]);

    private string Write(IReadOnlyList<NamedTensor> tensors, string prefix)
    {
        var path = _folder.File("checkpoint.safetensors");
        using var stream = File.Create(path);
        SafeTensorsWriter.Write(stream, new SafeTensorsFile(
            [.. tensors.Select(t => new NamedTensor(prefix + t.Name, t.Shape, t.Type, t.Data))], new Dictionary<string, string>()));
        return path;
    }
}
