using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class ComparisonTests
{
    [Fact]
    public void Comparisons_give_truth_values()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b) = (Vector(1, 2, 3), Vector(3, 2, 1));

        Assert.Equal(torch.ScalarType.Bool, a.eq(b).dtype);
        Values(a.eq(b), 0, 1, 0);
        Values(a.eq(2), 0, 1, 0);
        Values(a.ne(b), 1, 0, 1);
        Values(a.ne(2), 1, 0, 1);
        Values(a.lt(b), 1, 0, 0);
        Values(a.lt(2), 1, 0, 0);
        Values(a.le(b), 1, 1, 0);
        Values(a.le(2), 1, 1, 0);
        Values(a.gt(b), 0, 0, 1);
        Values(a.gt(2), 0, 0, 1);
        Values(a.ge(b), 0, 1, 1);
        Values(a.ge(2), 0, 1, 1);
        Values(a < b, 1, 0, 0);
        Values(a <= b, 1, 1, 0);
        Values(a > b, 0, 0, 1);
        Values(a >= b, 0, 1, 1);
        Values(a < 2, 1, 0, 0);
        Values(a <= 2, 1, 1, 0);
        Values(a > 2, 0, 0, 1);
        Values(a >= 2, 0, 1, 1);
    }

    [Fact]
    public void Truth_values_combine_and_select()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b) = (Vector(1, 2, 3), Vector(3, 2, 1));

        Values((a > 1).logical_and(b > 1), 0, 1, 0);
        Values((a > 2).logical_or(b > 2), 1, 0, 1);
        Values(a.maximum(b), 3, 2, 3);
        Values(a.minimum(b), 1, 2, 1);
        Values(a.where(a > b, b), 3, 2, 3);
        Values(torch.where(a > b, a, b), 3, 2, 3);
        Values(a.masked_fill(a > 1, 9), 1, 9, 9);
        Values(a.masked_select(a > 1), 2, 3);
        Assert.True((a > 0).all().item<bool>());
        Assert.False((a > 3).any().item<bool>());
    }

    [Fact]
    public void Nearness_has_a_tolerance()
    {
        using var scope = torch.NewDisposeScope();

        Assert.True(Vector(1).allclose(Vector(1.000001f)));
        Assert.False(Vector(1).allclose(Vector(1.1f)));
        Assert.True(Vector(1).allclose(Vector(1.1f), 0.2));
    }
}
