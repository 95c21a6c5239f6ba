using ReId.Contracts;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Reranking;

namespace ReId.Model.Tests.Reranking;

public sealed class QueryExpansionTests
{
    private static readonly FeatureMatrix s_query = new([1, 0], 2, "q");
    private static readonly FeatureMatrix s_gallery = new([0.6f, 0.8f, 0, 1, 0.8f, 0.6f, -1, 0], 2, "g");

    [Fact]
    public void A_query_moves_towards_its_nearest_by_cosine_to_the_power_of_alpha()
    {
        var expanded = Expand(2, 2, -1);

        // 0.8² of (0.8, 0.6) and 0.6² of (0.6, 0.8).
        var (x, y) = (1 + (0.64 * 0.8) + (0.36 * 0.6), (0.64 * 0.6) + (0.36 * 0.8));
        var length = Math.Sqrt((x * x) + (y * y));
        Assert.Equal(x / length, expanded.Row(0)[0], 1e-6);
        Assert.Equal(y / length, expanded.Row(0)[1], 1e-6);
    }

    [Fact]
    public void Its_own_picture_is_not_added_and_neither_is_what_points_away()
    {
        Assert.Equal(Expand(4, 1, -1).Row(0).ToArray(), Expand(3, 1, -1).Row(0).ToArray());
        var withoutNearest = Expand(4, 2, self: 2);
        var (x, y) = (1 + (0.36 * 0.6), 0.36 * 0.8);
        Assert.Equal(y / x, withoutNearest.Row(0)[1] / withoutNearest.Row(0)[0], 1e-6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    public void A_number_out_of_range_is_refused(int neighbours, double alpha) =>
        Assert.Throws<ReIdException>(() => Expand(neighbours, alpha, -1));

    private static FeatureMatrix Expand(int neighbours, double alpha, int self) => QueryExpansion.Expand(
        s_query, s_gallery, neighbours, alpha, _ => self, TestContext.Current.CancellationToken);
}
