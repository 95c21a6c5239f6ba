using ReId.Contracts;
using ReId.Index.Clustering;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

public sealed class RunInputTests
{
    [Fact]
    public void More_vectors_than_fit_an_array_are_refused_in_one_sentence()
    {
        Assert.Equal(4_194_303, RunInput.Rows(4_194_303, 512));

        var refused = Assert.Throws<ReIdException>(() => RunInput.Rows(4_194_304, 512));
        Assert.Contains("4194304 vectors of 512 components", refused.Message, StringComparison.Ordinal);
        Assert.Contains("at most 4194303", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ReIdException>(() => RunInput.Rows(long.MaxValue, 1));
    }

    [Fact]
    public void More_neighbours_than_fit_an_array_are_refused_in_one_sentence() => Assert.Contains(
        "1000 neighbours of each of 3000000 rows", Assert.Throws<ClusteringSettingException>(() => new NeighbourGraph(3_000_000, 1000)).Message, StringComparison.Ordinal);
}
