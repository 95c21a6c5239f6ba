using ReId.Model.Backbones;
using ReId.Model.Backbones.Graphs;
using ReId.Model.Inference;
using ReId.Model.Weights;
using ReId.Model.Weights.SafeTensors;
using TorchSharp;

namespace ReId.Model.Tests.Backbones;

/// <summary>What every backbone must do; a new one inherits this suite with its name.</summary>
public abstract class BackboneContract
{
    /// <summary>Name of the backbone in the catalog.</summary>
    protected abstract string Name { get; }

    /// <summary>A small input, HEIGHTxWIDTH, so that large networks are tested quickly.</summary>
    protected virtual string SmallInput => "64x32";

    private IBackbone Backbone => BackboneCatalog.Get(Name);

    private IBackbone Small => Backbone.Configure(new Dictionary<string, string> { ["input"] = SmallInput });

    [Fact]
    public void Is_found_by_its_name_whatever_the_case()
    {
        Assert.Equal(Name, Backbone.Name);
        Assert.Same(Backbone, BackboneCatalog.Get(Name.ToUpperInvariant()));
        Assert.Contains(Backbone, BackboneCatalog.All);
    }

    [Fact]
    public void Describes_its_input_and_has_nothing_chosen()
    {
        Assert.True(Backbone.InputHeight > 0 && Backbone.InputWidth > 0);
        Assert.Equal((3, 3), (Backbone.Mean.Count, Backbone.Std.Count));
        Assert.All(Backbone.Std, s => Assert.True(s > 0));
        Assert.Empty(Backbone.Chosen);
    }

    [Fact]
    public void Its_graph_goes_from_its_input_to_its_dimension_and_costs_something()
    {
        using var module = (NetworkModule)Backbone.Create(false);
        using var graph = NetworkGraph.Trace(module, Backbone.InputHeight, Backbone.InputWidth);

        Assert.Equal(new FeatureShape(3, Backbone.InputHeight, Backbone.InputWidth), graph.Input.Shape);
        Assert.Equal(FeatureShape.Vector(Backbone.Dimension), graph.Output.Shape);
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Select(node => node.Name).Distinct().Count());
        var cost = BackboneCost.Of(Backbone);
        Assert.True(cost.MultiplyAdds > 1_000_000 && cost.Parameters > 100_000);
    }

    [Fact]
    public void The_inference_form_equals_the_module()
    {
        using var module = Small.Create(false);
        GoldenOsNet.FillByFormula(module);
        var state = StateLoader.SaveState(module).ToDictionary(t => t.Name);
        module.eval();
        using var network = InferenceNetworks.Build(Small, m => StateLoader.LoadState(m, state), torch.CPU);
        using var outer = torch.NewDisposeScope();
        torch.manual_seed(11);
        foreach (var count in (int[])[1, 3])
        {
            var input = torch.randn([count, 3, Small.InputHeight, Small.InputWidth]);
            using var scope = new InferenceScope(2);
            var expected = module.call(input);
            var actual = network.Forward(TorchExtensions.ChannelsLast(input));

            Assert.Equal([count, Small.Dimension], actual.shape);
            Assert.True(actual.isfinite().all().item<bool>());
            Assert.True(actual.allclose(expected, 1e-4, 1e-4 * expected.abs().max().item<float>()));
        }
    }

    [Fact]
    public void Training_reaches_every_parameter()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        using var module = Small.Create();
        Assert.True(module.training);
        var features = module.call(torch.rand([4, 3, Small.InputHeight, Small.InputWidth]));

        // Not the plain sum: batch normalisation and L2 normalisation make that a constant.
        (features * torch.rand(features.shape)).sum().backward();

        Assert.All(
            module.named_parameters(),
            p => Assert.True(p.parameter.grad() is { } gradient && gradient.isfinite().all().item<bool>(), p.name));
        module.zero_grad();
    }

    [Fact]
    public void A_model_gives_its_state_and_its_options_back()
    {
        using var module = Small.Create(false);
        GoldenOsNet.FillByFormula(module);
        var saved = new ModelFile(StateLoader.SaveState(module), BackboneArchitecture.InfoOf(Small));

        var read = ModelMetadata.Read(ModelMetadata.Write(saved.Info));
        var rebuilt = BackboneArchitecture.BackboneOf(read);
        using var second = rebuilt.Create(false);
        StateLoader.LoadState(second, saved.Tensors);

        Assert.Equal(Small.Chosen, read.Options);
        Assert.Equal(Small.Chosen, rebuilt.Chosen);
        foreach (var (before, after) in saved.Tensors.Values.Zip(StateLoader.SaveState(second)))
        {
            Assert.Equal(before.Name, after.Name);
            Assert.True(before.Data.Span.SequenceEqual(after.Data.Span), before.Name);
        }
    }
}
