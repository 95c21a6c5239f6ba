using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class ReductionTests
{
    [Fact]
    public void Sums_and_means()
    {
        using var scope = torch.NewDisposeScope();
        var a = Matrix(2, 3, 1, 2, 3, 4, 5, 6);

        Values(a.sum(), 21);
        Values(a.sum(1), 6, 15);
        Values(a.sum([0, 1]), 21);
        Assert.Equal([2L, 1L], a.sum(1, true).shape);
        Assert.Equal(torch.ScalarType.Float64, a.sum(torch.ScalarType.Float64).dtype);
        Values(a.mean(), 3.5f);
        Values(a.mean([0]), 2.5f, 3.5f, 4.5f);
        Values(a.std(), MathF.Sqrt(3.5f));
        Values(a.std(false), MathF.Sqrt(17.5f / 6));
        Values(a.norm(), MathF.Sqrt(91));
        Values(a.norm(1, false, 1), 6, 15);
        Values(Matrix(1, 2, 0, 0).logsumexp(1), MathF.Log(2));
    }

    [Fact]
    public void Extremes_and_where_they_lie()
    {
        using var scope = torch.NewDisposeScope();
        var a = Matrix(2, 3, 1, 9, 3, 8, 5, 6);

        Values(a.max(), 9);
        Values(a.min(), 1);
        Values(a.max(1).values, 9, 8);
        Values(a.max(1).indexes, 1, 0);
        Values(a.min(1).values, 1, 5);
        Values(a.min(1).indexes, 0, 1);
        Values(a.argmax(), 1);
        Values(a.argmax(1), 1, 0);
        Values(a.argmin(), 0);
        Values(a.argmin(1, true), 0, 1);
    }

    [Fact]
    public void Sorting_and_the_best_k()
    {
        using var scope = torch.NewDisposeScope();
        var a = Vector(3, 1, 2);

        Values(a.sort().Values, 1, 2, 3);
        Values(a.sort(0, true, true).Indices, 0, 2, 1);
        Values(a.topk(2).values, 3, 2);
        Values(a.topk(1, 0, false).indexes, 1);
    }
}
