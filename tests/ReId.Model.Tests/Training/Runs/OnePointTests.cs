using ReId.Model.Training.Runs;
using TorchSharp;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>A batch that is drawn onto all but one point, however it lay before.</summary>
public sealed class OnePointTests
{
    /// <param name="offset">What is added to every component.</param>
    /// <param name="spread">Standard deviation around it.</param>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1e5, 10)]
    [InlineData(100, 1e-6)]
    [InlineData(0, 1e-9)]
    public void Distances_are_small_against_any_margin_and_against_what_they_were(double offset, double spread)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        var before = (torch.randn([12, 8], torch.ScalarType.Float64) * spread) + offset;

        var after = OnePoint.Near(before, torch.ScalarType.Float64);

        var (was, now) = (Greatest(before), Greatest(after));
        Assert.InRange(now, double.Epsilon, Math.Min(2.1e-3, 0.011 * was));
        Assert.False(after.isnan().any().item<bool>());
    }

    [Fact]
    public void Order_of_distances_stays_and_a_first_embedding_of_0_does_no_harm()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        var before = torch.randn([6, 4], torch.ScalarType.Float64);
        before.narrow(0, 0, 1).zero_();

        var after = OnePoint.Near(before, torch.ScalarType.Float64);

        Assert.True(Greatest(after) > 0);
        Assert.Equal(Order(before), Order(after));
        // Normalised they lie together too.
        Assert.True(Greatest(after / after.norm(1).unsqueeze(1)) < 1e-3);
    }

    private static double Greatest(torch.Tensor points) => torch.cdist(points, points).max().item<double>();

    // The others by their distance to the first.
    private static int[] Order(torch.Tensor points)
    {
        var distances = torch.cdist(points.narrow(0, 0, 1), points).data<double>().ToArray();
        return [.. Enumerable.Range(0, distances.Length).OrderBy(i => distances[i])];
    }
}
