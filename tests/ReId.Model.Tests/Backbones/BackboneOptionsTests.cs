using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Inference;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

public class BackboneOptionsTests
{
    [Theory]
    [InlineData("resnet18", "pool=gem", 512)]
    [InlineData("resnet18", "last_stride=1 neck=bnneck", 512)]
    [InlineData("resnet18", "dim=96 neck=bnneck feature=before", 96)]
    [InlineData("resnet18", "dim=96 head=linear neck=bnneck l2=on", 96)]
    [InlineData("osnet_x0_25", "dim=none", 128)]
    [InlineData("osnet_x0_25", "dim=64 pool=gem neck=bnneck", 64)]
    [InlineData("facenet_nn4", "dim=256 head=fc l2=off", 256)]
    public void The_inference_form_equals_the_module_with_any_options(string name, string options, int dimension)
    {
        var backbone = Configured(name, $"{options} input=64x32");
        Assert.Equal(dimension, backbone.Dimension);
        using var module = backbone.Create(false);
        GoldenOsNet.FillByFormula(module);
        module.eval();
        var state = StateLoader.SaveState(module).ToDictionary(t => t.Name);
        using var network = InferenceNetworks.Build(backbone, m => StateLoader.LoadState(m, state), torch.CPU);
        using var outer = torch.NewDisposeScope();
        torch.manual_seed(5);
        var input = torch.randn([2, 3, 64, 32]);
        using var scope = new InferenceScope(2);

        var expected = module.call(input);
        var actual = network.Forward(TorchExtensions.ChannelsLast(input));

        Assert.Equal([2, dimension], actual.shape);
        Assert.True(actual.allclose(expected, 1e-4, 1e-4 * expected.abs().max().item<float>()));
    }

    [Fact]
    public void Features_of_length_one_have_it()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        torch.manual_seed(5);
        using var module = Configured("resnet18", "l2=on input=64x32").Create();
        module.eval();

        var lengths = module.call(torch.randn([3, 3, 64, 32])).norm(1);

        Assert.True(lengths.allclose(torch.ones(3), 1e-5, 1e-5));
    }

    [Fact]
    public void A_last_stride_of_one_keeps_the_parameters_and_costs_more()
    {
        var (two, one) = (BackboneCost.Of(BackboneCatalog.Get("resnet50")), BackboneCost.Of(Configured("resnet50", "last_stride=1")));

        Assert.Equal(two.Parameters, one.Parameters);
        Assert.InRange(one.MultiplyAdds / 1e9, 4.0, 4.2);
    }

    [Fact]
    public void The_neck_is_trained_without_a_shift_and_gives_both_features()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(5);
        using var module = (EmbeddingNetwork)Configured("resnet18", "neck=bnneck input=64x32").Create();

        var (before, after) = module.Features(torch.randn([4, 3, 64, 32]));
        ((before * before).sum() + (after * torch.randn([4, 512])).sum()).backward();

        var neck = module.named_parameters().Where(p => p.name.StartsWith("bottleneck.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["bottleneck.weight", "bottleneck.bias"], neck.Select(p => p.name));
        Assert.Equal([true, false], neck.Select(p => p.parameter.requires_grad));
        Assert.False(before.allclose(after, 1e-3, 1e-3));
        Assert.True(after.mean([0]).abs().max().item<float>() < 1e-3);
        module.zero_grad();
    }

    [Fact]
    public void Choosing_the_default_chooses_nothing()
    {
        var backbone = Configured("resnet50", "last_stride=2 dim=none pool=avg input=256x128");

        Assert.Empty(backbone.Chosen);
        Assert.Equal(["dim"], backbone.Configure(new Dictionary<string, string> { ["DIM"] = "128" }).Chosen.Keys);
    }

    [Theory]
    [InlineData("osnet_x0_25", "last_stride=1", "osnet_x0_25 has no option 'last_stride'; it has input, dim,")]
    [InlineData("resnet50", "last_stride=3", "'3' is no value for last_stride of resnet50: it takes 2 or 1.")]
    [InlineData("resnet50", "dim=0", "'0' is no value for dim of resnet50: it takes 1 to 8192 or none.")]
    [InlineData("resnet50", "input=256", "'256' is no value for input of resnet50: it takes HEIGHTxWIDTH in pixels")]
    [InlineData("resnet50", "feature=before", "feature=before is a side of the neck, and there is none")]
    [InlineData("resnet50", "head=linear", "head chooses the layers of the embedding, and there is none")]
    [InlineData("facenet_nn1", "pool=gem", "facenet_nn1 has no option 'pool'")]
    public void What_cannot_be_chosen_is_one_sentence(string name, string options, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<ReIdException>(() => Configured(name, options)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_input_of_which_nothing_is_left_is_refused_by_name_and_place()
    {
        var message = Assert.Throws<ReIdException>(() => BackboneCost.Of(Configured("osnet_x0_25", "input=8x4"))).Message;

        Assert.Equal("An input of 8×4 pixels is too small for this network: at conv2.2.1 only 2×1 are left of it.", message);
    }

    [Fact]
    public void Options_enter_the_id_of_a_model_and_defaults_do_not()
    {
        using var module = BackboneCatalog.Get("resnet18").Create(false);
        GoldenOsNet.FillByFormula(module);
        var state = StateLoader.SaveState(module);

        string Id(string options) => new ModelFile(state, BackboneArchitecture.InfoOf(Configured("resnet18", options))).Info.Id;

        Assert.Equal(Id("pool=avg"), Id("last_stride=2"));
        Assert.NotEqual(Id("last_stride=1"), Id("last_stride=2"));
        Assert.NotEqual(Id("l2=on"), Id("last_stride=2"));
    }

    private static IBackbone Configured(string name, string options) => BackboneCatalog.Get(
        name, options.Split(' ').Select(o => o.Split('=')).ToDictionary(o => o[0], o => o[1]));
}
