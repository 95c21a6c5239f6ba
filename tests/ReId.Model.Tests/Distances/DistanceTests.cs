using ReId.Contracts;
using ReId.Model.Distances;
using TorchSharp;

namespace ReId.Model.Tests.Distances;

public class DistanceTests
{
    public static TheoryData<string, bool> All()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in DistanceCatalog.Names)
        {
            data.Add(name, false);
            data.Add(name, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Values_are_those_of_plain_loops(string name, bool normalize)
    {
        using var scope = torch.NewDisposeScope();
        var distance = DistanceCatalog.Create(name.ToUpperInvariant(), normalize);
        var (a, b) = (Points(4, 1), Points(3, 2));

        var matrix = distance.Matrix(Tensor(a), Tensor(b));

        Assert.Equal(name, distance.Name);
        Assert.Equal([4L, 3L], matrix.shape);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                Assert.Equal(Expected(name, normalize, a[i], b[j]), matrix.data<double>()[i, j], 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Equal_vectors_are_exactly_zero_apart_with_gradient_zero(string name, bool normalize)
    {
        using var scope = torch.NewDisposeScope();
        var points = torch.tensor(Enumerable.Repeat(new[] { 1e4f, -3.3f, 0.7f }, 5).SelectMany(row => row).ToArray(), [5, 3]).requires_grad_();

        var matrix = DistanceCatalog.Create(name, normalize).Matrix(points, points);
        matrix.sum().backward();

        Assert.All(matrix.data<float>().ToArray(), value => Assert.Equal(0, value));
        Assert.All(points.grad()!.data<float>().ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nearly_equal_and_zero_vectors_stay_finite_and_never_negative(string name, bool normalize)
    {
        using var scope = torch.NewDisposeScope();
        var points = torch.tensor(new[] { 0f, 0, 0, 0, 1, 1e-7f, 1, 1e-7f, 1, 1e-7f, 1.0000001f, 0 }, [4, 3]).requires_grad_();

        var matrix = DistanceCatalog.Create(name, normalize).Matrix(points, points);
        matrix.sum().backward();

        Assert.All(matrix.data<float>().ToArray(), value => Assert.True(value >= 0 && float.IsFinite(value)));
        Assert.All(points.grad()!.contiguous().data<float>().ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void An_unknown_distance_is_told_with_those_there_are()
    {
        var problem = Assert.Throws<ReIdException>(() => DistanceCatalog.Create("manhattan"));

        Assert.Contains("'manhattan'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("squared_euclidean", problem.Message, StringComparison.Ordinal);
    }

    private static double[][] Points(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextDouble() - 0.5).ToArray())];
    }

    private static torch.Tensor Tensor(double[][] rows) => torch.tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);

    private static double Expected(string name, bool normalize, double[] a, double[] b)
    {
        if (name == "cosine")
        {
            return 1 - (a.Zip(b, (x, y) => x * y).Sum() / (Norm(a) * Norm(b)));
        }

        var (p, q) = normalize ? (Unit(a), Unit(b)) : (a, b);
        var square = p.Zip(q, (x, y) => (x - y) * (x - y)).Sum();
        return name == "euclidean" ? Math.Sqrt(square) : square;
    }

    private static double Norm(double[] a) => Math.Sqrt(a.Sum(x => x * x));

    private static double[] Unit(double[] a) => [.. a.Select(x => x / Norm(a))];
}
