using ReId.Model.Evaluation.Ranking;

namespace ReId.Model.Tests.Evaluation.Ranking;

public sealed class LowestValuesTests
{
    [Theory]
    [InlineData(1, 20_000, 1_000_000)]
    [InlineData(50, 20_000, 30)]
    [InlineData(5_000, 60_000, 1_000_000)]
    [InlineData(30_000, 20_000, 1_000_000)]
    public void The_smallest_of_a_stream_are_kept(int kept, int total, int different)
    {
        var random = new Random(kept);
        float[] values = [.. Enumerable.Range(0, total).Select(_ => random.Next(different) / 100f)];
        var lowest = new LowestValues(kept);

        foreach (var chunk in values.Chunk(777))
        {
            lowest.Add(chunk);
        }

        Assert.Equal(values.Order().Take(kept), lowest.Sorted());
    }

    [Fact]
    public void Infinite_values_are_never_kept()
    {
        var lowest = new LowestValues(3);

        lowest.Add([float.PositiveInfinity, 2, float.PositiveInfinity, 1]);

        Assert.Equal([1f, 2f], lowest.Sorted());
    }
}
