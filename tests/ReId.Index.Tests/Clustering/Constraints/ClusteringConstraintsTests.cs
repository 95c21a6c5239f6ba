using ReId.Contracts;
using ReId.Index.Clustering.Constraints;

namespace ReId.Index.Tests.Clustering.Constraints;

public sealed class ClusteringConstraintsTests
{
    [Fact]
    public void Must_links_chain_and_enmity_follows_them()
    {
        var constraints = new ClusteringConstraintsBuilder(6).CannotLink(2, 5).MustLink([0, 1, 2]).MustLink(4, 5).Build();

        Assert.Equal([0, 0, 0, 1, 2, 2], constraints.Groups.ToArray());
        Assert.Equal([2], constraints.Enemies(0).ToArray());
        Assert.Equal([0], constraints.Enemies(2).ToArray());
        Assert.Equal([0, 1, 2], constraints.Members(0).ToArray());
    }

    [Fact]
    public void A_contradiction_is_named_or_left_out()
    {
        var builder = new ClusteringConstraintsBuilder(4).MustLink(0, 1).CannotLink(1, 2);

        Assert.Contains("Rows 0 and 2 must be together", Assert.Throws<ReIdException>(() => builder.MustLink(0, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Rows 0 and 1 must not be together", Assert.Throws<ReIdException>(() => builder.CannotLink(0, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("row 4", Assert.Throws<ReIdException>(() => builder.MustLink(0, 4)).Message, StringComparison.Ordinal);
        Assert.False(builder.TryMustLink(0, 2));
        Assert.True(builder.TryMustLink(0, 3));
        Assert.False(builder.TryMustLink(3, 2));
    }

    [Theory]
    [InlineData(new[] { 0, 0, 1 }, null)]
    [InlineData(new[] { 0, 1, 2 }, "rows 0 and 1 must be together and are not")]
    [InlineData(new[] { -1, -1, 0 }, "rows 0 and 0 must be together and are not")]
    [InlineData(new[] { 0, 0, 0 }, "rows 0 and 2 must not be together and are")]
    public void Labels_that_break_one_are_found(int[] labels, string? sentence) =>
        Assert.Equal(sentence, new ClusteringConstraintsBuilder(3).MustLink(0, 1).CannotLink(1, 2).Build().FindViolation(labels));
}
