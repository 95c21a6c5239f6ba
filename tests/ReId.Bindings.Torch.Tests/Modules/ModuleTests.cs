using TorchSharp;
using TorchSharp.Modules;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;
using static TorchSharp.torch;

namespace ReId.Bindings.Torch.Tests.Modules;

public class ModuleTests
{
    private static readonly string[] s_names =
        ["scale", "offset", "inner.weight", "inner.bias", "chain.0.weight", "chain.0.bias"];

    [Fact]
    public void Fields_are_registered_under_their_names_in_order()
    {
        using var module = new Sample();

        Assert.Equal(s_names, module.state_dict().Keys);
        Assert.Equal(s_names.Where(n => n != "offset"), module.named_parameters().Select(p => p.name));
        Assert.Equal(["scale"], module.named_parameters(false).Select(p => p.name));
        Assert.Equal(["offset"], module.named_buffers().Select(b => b.name));
        Assert.Equal(["inner", "chain"], module.named_children().Select(c => c.name));
        Assert.Equal(["inner", "chain", "chain.0", "chain.1"], module.named_modules().Select(m => m.name));
        Assert.Equal((2, 4, 5, 1), (module.children().Count(), module.modules().Count(), module.parameters().Count(), module.buffers().Count()));
        Assert.Equal("Sample", module.GetName());
    }

    [Fact]
    public void State_is_copied_from_one_to_the_other()
    {
        using var source = new Sample();
        using var target = new Sample();
        var (missing, unexpected) = target.load_state_dict(source.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.True(target.inner.weight.allclose(source.inner.weight));
        Assert.True(target.inner.weight.requires_grad);
    }

    [Fact]
    public void State_that_does_not_fit_is_refused_unless_leniently_taken()
    {
        using var scope = NewDisposeScope();
        using var module = new Sample();
        var state = new Dictionary<string, Tensor> { ["scale"] = Vector(5), ["stranger"] = Vector(1) };

        Assert.Throws<InvalidOperationException>(() => module.load_state_dict(state));
        var (missing, unexpected) = module.load_state_dict(state, false);
        Assert.Equal(s_names.Skip(1), missing);
        Assert.Equal(["stranger"], unexpected);
        Values(module.scale, 5);
        state["scale"] = Vector(1, 2);
        Assert.ThrowsAny<Exception>(() => module.load_state_dict(state, false));
        module.load_state_dict(state, false, ["scale"]);
    }

    [Fact]
    public void Modes_reach_every_module()
    {
        using var module = new Sample();
        Assert.True(module.training);
        module.eval();
        Assert.All(module.modules(), m => Assert.False(m.training));
        module.train();
        Assert.All(module.modules(), m => Assert.True(m.training));
        var seen = 0;
        module.apply(_ => seen++);
        Assert.Equal(5, seen);
    }

    [Fact]
    public void Gradients_are_cleared()
    {
        using var scope = NewDisposeScope();
        using var module = new Sample();
        module.call(ones(1, 2)).sum().backward();
        Assert.NotNull(module.scale.grad());
        module.zero_grad();
        Assert.Null(module.scale.grad());
    }

    [Fact]
    public void Parameters_outlive_the_scope_they_were_made_in()
    {
        Sample module;
        using (NewDisposeScope())
        {
            module = new Sample();
        }

        Assert.False(module.scale.IsInvalid || module.inner.weight.IsInvalid || module.offset.IsInvalid);
        module.Dispose();
        Assert.True(module.scale.IsInvalid && module.inner.weight.IsInvalid && module.offset.IsInvalid);
    }

    [Fact]
    public void Moving_keeps_parameters_the_same_objects()
    {
        using var module = new Sample();
        var before = module.scale;

        Assert.Same(module, module.to(CPU));
        Assert.Same(before, module.named_parameters().First().parameter);
    }

    [Fact]
    public void Parts_are_added_by_name()
    {
        using var module = new Sample();
        module.add_module("late", nn.Identity());
        Assert.Contains("late", module.named_children().Select(c => c.name));
        module.register_module("late", null!);
        Assert.DoesNotContain("late", module.named_children().Select(c => c.name));
        using var data = zeros(1);
        using var frozen = nn.Parameter(data, false);
        Assert.False(frozen.requires_grad);
    }

    [Fact]
    public void A_sequence_runs_its_steps_in_order()
    {
        using var scope = NewDisposeScope();
        using var named = nn.Sequential(("double", new Times(2)), ("triple", new Times(3)));
        using var listed = nn.Sequential(new List<nn.Module<Tensor, Tensor>> { new Times(2) });
        using var grown = nn.Sequential().append(new Times(5)).append("last", new Times(7));

        Values(named.call(Vector(1)), 6);
        Assert.Equal(["double", "triple"], named.named_children().Select(c => c.name));
        Assert.Equal(["0"], listed.named_children().Select(c => c.name));
        Assert.Equal(["0", "last"], grown.named_children().Select(c => c.name));
        Values(grown.call(Vector(1)), 35);
        Assert.Equal(2, grown.Count);
        Values(grown[1].call(Vector(1)), 7);
        using var empty = nn.Sequential();
        Values(empty.call(Vector(4)), 4);
    }

    [Fact]
    public void Parameters_and_buffers_are_registered_by_name()
    {
        using var module = new Sample();
        using var data = zeros(2);
        var weight = nn.Parameter(data);
        var counts = zeros(3);

        module.register_parameter("extra_weight", weight);
        module.register_buffer("extra_counts", counts);

        Assert.Contains(("extra_weight", weight), module.named_parameters());
        Assert.Contains(("extra_counts", counts), module.named_buffers());
        Assert.Equal([2L], module.state_dict()["extra_weight"].shape);
        Assert.Equal([3L], module.state_dict()["extra_counts"].shape);
    }

    private sealed class Times(int factor) : nn.Module<Tensor, Tensor>(nameof(Times))
    {
        public override Tensor forward(Tensor input) => input * factor;
    }

    private sealed class Sample : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter scale;
        public readonly Tensor offset;
        public readonly Linear inner;
        public readonly Sequential chain;

        public Sample()
            : base(nameof(Sample))
        {
            using var two = full([1], 2f);
            scale = new Parameter(two);
            offset = zeros(1);
            inner = nn.Linear(2, 2);
            chain = nn.Sequential(nn.Linear(2, 1), nn.ReLU());
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return ((chain.call(inner.call(input)) + 1) * scale + offset).MoveToOuterDisposeScope();
        }
    }
}
