using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class AutogradTests
{
    [Fact]
    public void Backward_leaves_gradients_in_the_leaves()
    {
        using var scope = torch.NewDisposeScope();
        var x = Vector(1, 2).requires_grad_();
        Assert.Null(x.grad());

        (x * x * 3).sum().backward();

        Values(x.grad()!, 6, 12);
        Assert.False(x.detach().requires_grad);
    }

    [Fact]
    public void A_vector_needs_the_gradient_of_what_follows_it()
    {
        using var scope = torch.NewDisposeScope();
        var x = Vector(1, 2).requires_grad_();
        var y = x * x;

        y.backward([Vector(1, 10)], false, true);
        y.backward([Vector(1, 10)]);

        Values(x.grad()!, 4, 80);
        Assert.Throws<NotSupportedException>(() => y.backward(inputs: [x]));
    }

    [Fact]
    public void Detaching_in_place_cuts_the_graph()
    {
        using var scope = torch.NewDisposeScope();
        var y = Vector(1).requires_grad_() * 2;

        Assert.False(y.detach_().requires_grad);
    }

    [Fact]
    public void Requires_grad_can_be_switched()
    {
        using var x = torch.zeros(1);
        x.requires_grad = true;
        Assert.True(x.requires_grad);
        x.requires_grad = false;
        Assert.False(x.requires_grad);
    }
}
