using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;

namespace ReId.Bindings.Torch.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void Shapes_change_without_the_values()
    {
        using var scope = torch.NewDisposeScope();
        var a = Matrix(2, 3, 1, 2, 3, 4, 5, 6);

        Assert.Equal([3L, 2L], a.view(3, 2).shape);
        Assert.Equal([6L], a.reshape(-1).shape);
        Assert.Equal([6L], a.flatten().shape);
        Values(a.permute(1, 0), 1, 4, 2, 5, 3, 6);
        Values(a.transpose(0, 1), 1, 4, 2, 5, 3, 6);
        Values(a.t(), 1, 4, 2, 5, 3, 6);
        Assert.Equal([2L, 1L, 3L], a.unsqueeze(1).shape);
        Assert.Equal([2L, 3L], a.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([2L, 3L], a.unsqueeze(0).unsqueeze(0).squeeze().shape);
        Assert.Equal([4L, 2L, 3L], a.expand(4, 2, 3).shape);
        Values(a.flip(1), 3, 2, 1, 6, 5, 4);
        Values(torch.flip(a, 0), 4, 5, 6, 1, 2, 3);
    }

    [Fact]
    public void Parts_are_taken()
    {
        using var scope = torch.NewDisposeScope();
        var a = Matrix(2, 3, 1, 2, 3, 4, 5, 6);

        Values(a.narrow(1, 1, 2), 2, 3, 5, 6);
        Values(a.select(0, 1), 4, 5, 6);
        Values(a.slice(1, 0, 3, 2), 1, 3, 4, 6);
        Values(a.index_select(1, torch.tensor(new[] { 2L, 0L })), 3, 1, 6, 4);
        Values(a.gather(1, torch.tensor(new[] { 2L, 0L }, [2, 1])), 3, 4);
        Values(Matrix(2, 2, 1, 2, 3, 4).diag(), 1, 4);
        Values(Vector(0, 5, 0).nonzero(), 1);
        Assert.Equal(2, a.chunk(2, 1).Length);
    }

    [Fact]
    public void Parts_are_joined()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b) = (Vector(1, 2), Vector(3, 4));

        Values(torch.cat([a, b]), 1, 2, 3, 4);
        Values(torch.stack([a, b], 1), 1, 3, 2, 4);
        Values(torch.stack(new List<torch.Tensor> { a, b }), 1, 2, 3, 4);
    }

    [Fact]
    public void Matrices_multiply()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b) = (Matrix(1, 2, 1, 2), Matrix(2, 2, 1, 2, 3, 4));

        Values(a.mm(b), 7, 10);
        Values(torch.mm(a, b), 7, 10);
        Values(a.matmul(b), 7, 10);
        Values(torch.matmul(a, b), 7, 10);
        Values(a.unsqueeze(0).bmm(b.unsqueeze(0)), 7, 10);
        Values(torch.cdist(a, b), 0, MathF.Sqrt(8));
        Values(torch.cdist(a, b, 1, compute_mode.donot_use_mm_for_euclid_dist), 0, 4);
    }
}
