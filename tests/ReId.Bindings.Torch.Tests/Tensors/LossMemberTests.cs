using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class LossMemberTests
{
    [Fact]
    public void Extremes_share_their_gradient_between_equal_values()
    {
        using var scope = torch.NewDisposeScope();
        var values = Matrix(2, 3, 1, 4, 4, 2, 2, 7).requires_grad_();

        Values(values.amax([1]), 4, 7);
        Values(values.amin([1]), 1, 2);
        (values.amax([1]).sum() + values.amin([1]).sum()).backward();

        Values(values.grad()!, 1, 0.5f, 0.5f, 0.5f, 0.5f, 1);
        Assert.Throws<NotSupportedException>(() => values.amax([1], false, values));
        Assert.Throws<NotSupportedException>(() => values.amin([1], false, values));
    }

    [Fact]
    public void Functions_of_losses_are_those_of_mathematics()
    {
        using var scope = torch.NewDisposeScope();

        Values(Vector(-1, 0, 1).acos(), MathF.PI, MathF.PI / 2, 0);
        Values(Vector(-1.5f, 1.5f).floor(), -2, 1);
        Values(Vector(1, 800).logaddexp(Vector(1, 800)), 1 + MathF.Log(2), 800 + MathF.Log(2));
        Values(Matrix(1, 2, 0, MathF.Log(3)).log_softmax(1), MathF.Log(0.25f), MathF.Log(0.75f));
        Values(torch.nn.functional.softplus(Vector(0, 60), 1, 50), MathF.Log(2), 60);
    }

    [Fact]
    public void Rows_are_added_where_the_index_says()
    {
        using var scope = torch.NewDisposeScope();
        var target = torch.zeros([3]);

        target.index_add_(0, torch.tensor(new long[] { 2, 0, 2 }), Vector(1, 2, 3), 2.0);

        Values(target, 4, 0, 8);
    }
}
