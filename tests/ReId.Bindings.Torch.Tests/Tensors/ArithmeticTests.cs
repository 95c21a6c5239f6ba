using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class ArithmeticTests
{
    [Fact]
    public void Tensors_combine()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b) = (Vector(6, 8), Vector(2, 3));

        Values(a.add(b), 8, 11);
        Values(a.add(b, 2), 10, 14);
        Values(a.sub(b), 4, 5);
        Values(a.mul(b), 12, 24);
        Values(a.div(b), 3, 8f / 3);
        Values(a.div(b, torch.RoundingMode.floor), 3, 2);
        Values(a.pow(b), 36, 512);
        Values(a.addcmul(b, b, 2), 14, 26);
        Values(a + b, 8, 11);
        Values(a - b, 4, 5);
        Values(a * b, 12, 24);
        Values(a / b, 3, 8f / 3);
        Values(-a, -6, -8);
    }

    [Fact]
    public void Scalars_combine_from_either_side()
    {
        using var scope = torch.NewDisposeScope();
        var a = Vector(2, 4);

        Values(a.add(1), 3, 5);
        Values(a.sub(1), 1, 3);
        Values(a.mul(3), 6, 12);
        Values(a.div(4), 0.5f, 1);
        Values(a.div(-4, torch.RoundingMode.trunc), 0, -1);
        Values(a.pow(2), 4, 16);
        Values(a + 1, 3, 5);
        Values(1 + a, 3, 5);
        Values(a - 1, 1, 3);
        Values(1 - a, -1, -3);
        Values(a * 0.5, 1, 2);
        Values(0.5f * a, 1, 2);
        Values(a / 2, 1, 2);
        Values(2 / a, 1, 0.5f);
    }

    [Fact]
    public void In_place_operators_change_and_return_the_tensor_itself()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b) = (Vector(1, 2), Vector(3, 4));

        Assert.Same(a, a.add_(b));
        Values(a, 4, 6);
        Values(a.add_(b, 2), 10, 14);
        Values(a.add_(1), 11, 15);
        Values(a.sub_(b), 8, 11);
        Values(a.sub_(1), 7, 10);
        Values(a.mul_(b), 21, 40);
        Values(a.mul_(2), 42, 80);
        Values(a.div_(b), 14, 20);
        Values(a.div_(3, torch.RoundingMode.floor), 4, 6);
        Values(a.addcmul_(b, b, 1), 13, 22);
        Values(a.addcdiv_(b, b, -3), 10, 19);
        Assert.Equal(2, scope.DisposablesCount);
    }
}
