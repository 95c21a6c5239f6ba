using ReId.Model.Backbones;
using ReId.Model.Inference;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

/// <summary>What every backbone must do; a new one inherits this suite with its name.</summary>
public abstract class BackboneContract
{
    /// <summary>Name of the backbone in the catalog.</summary>
    protected abstract string Name { get; }

    private IBackbone Backbone => BackboneCatalog.Get(Name);

    [Fact]
    public void Is_found_by_its_name_whatever_the_case()
    {
        Assert.Equal(Name, Backbone.Name);
        Assert.Same(Backbone, BackboneCatalog.Get(Name.ToUpperInvariant()));
        Assert.Contains(Backbone, BackboneCatalog.All);
    }

    [Fact]
    public void Describes_its_input()
    {
        Assert.True(Backbone.InputHeight > 0 && Backbone.InputWidth > 0);
        Assert.Equal((3, 3), (Backbone.Mean.Count, Backbone.Std.Count));
        Assert.All(Backbone.Std, s => Assert.True(s > 0));
    }

    [Fact]
    public void Turns_pictures_into_vectors_of_its_dimension()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        using var module = Backbone.Create();
        Assert.True(module.training);
        module.eval();

        var features = module.call(torch.zeros([2, 3, Backbone.InputHeight, Backbone.InputWidth]));

        Assert.Equal([2L, Backbone.Dimension], features.shape);
        Assert.True(features.isfinite().all().item<bool>());
    }

    [Fact]
    public void The_inference_form_equals_the_module()
    {
        using var module = Backbone.Create();
        GoldenOsNet.FillByFormula(module);
        var state = StateLoader.SaveState(module).ToDictionary(t => t.Name);
        module.eval();
        using var network = InferenceNetworks.Build(Backbone, m => StateLoader.LoadState(m, state), torch.CPU);
        using var outer = torch.NewDisposeScope();
        torch.manual_seed(11);
        foreach (var count in (int[])[1, 3])
        {
            var input = torch.randn([count, 3, Backbone.InputHeight, Backbone.InputWidth]);
            using var scope = new InferenceScope(2);
            var expected = module.call(input);
            var actual = network.Forward(TorchExtensions.ChannelsLast(input));

            Assert.True(actual.allclose(expected, 1e-4, 2e-4 * expected.abs().max().item<float>()));
        }
    }

    [Fact]
    public void Training_reaches_every_parameter()
    {
        using var scope = torch.NewDisposeScope();
        using var module = Backbone.Create();
        torch.manual_seed(1);

        module.call(torch.rand([4, 3, 64, 32])).sum().backward();

        Assert.All(module.named_parameters(), p => Assert.True(p.parameter.grad() is not null, p.name));
        module.zero_grad();
    }
}
