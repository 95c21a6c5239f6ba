using TorchSharp;
using TorchSharp.Modules;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;
using static TorchSharp.torch;

namespace ReId.Bindings.Torch.Tests.Modules;

public class ModuleTests
{
    private static readonly string[] s_names =
        ["scale", "offset", "inner.weight", "inner.bias", "outer.part.weight", "outer.part.bias"];

    [Fact]
    public void Fields_are_registered_under_their_names_in_order()
    {
        using var module = new Sample();

        Assert.Equal(s_names, module.state_dict().Keys);
        Assert.Equal(s_names.Where(n => n != "offset"), module.named_parameters().Select(p => p.name));
        Assert.Equal(["scale"], module.named_parameters(false).Select(p => p.name));
        Assert.Equal(["offset"], module.named_buffers().Select(b => b.name));
        Assert.Equal(["inner", "outer"], module.named_children().Select(c => c.name));
        Assert.Equal(["inner", "outer", "outer.part"], module.named_modules().Select(m => m.name));
        Assert.Equal((2, 3, 5, 1), (module.children().Count(), module.modules().Count(), module.parameters().Count(), module.buffers().Count()));
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
        Assert.Equal(4, seen);
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
        using var late = new Affine(1, 1);
        module.add_module("late", late);
        Assert.Contains("late", module.named_children().Select(c => c.name));
        module.register_module("late", null!);
        Assert.DoesNotContain("late", module.named_children().Select(c => c.name));
        using var data = zeros(1);
        using var frozen = nn.Parameter(data, false);
        Assert.False(frozen.requires_grad);
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

    private sealed class Affine : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter weight;
        public readonly Parameter bias;

        public Affine(long inputs, long outputs)
            : base(nameof(Affine))
        {
            using var scope = NewDisposeScope();
            weight = new Parameter(full([outputs, inputs], 0.5f));
            bias = new Parameter(ones(outputs));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
    }

    private sealed class Wrapper : nn.Module<Tensor, Tensor>
    {
        public readonly Affine part = new(2, 1);

        public Wrapper()
            : base(nameof(Wrapper)) => RegisterComponents();

        public override Tensor forward(Tensor input) => part.call(input);
    }

    private sealed class Sample : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter scale;
        public readonly Tensor offset;
        public readonly Affine inner;
        public readonly Wrapper outer;

        public Sample()
            : base(nameof(Sample))
        {
            using var two = full([1], 2f);
            scale = new Parameter(two);
            offset = zeros(1);
            inner = new Affine(2, 2);
            outer = new Wrapper();
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return ((outer.call(inner.call(input)) + 1) * scale + offset).MoveToOuterDisposeScope();
        }
    }
}
