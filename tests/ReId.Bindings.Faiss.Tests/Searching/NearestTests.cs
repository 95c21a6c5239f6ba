using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests.Searching;

public sealed class NearestTests
{
    private const int Dimension = TestVectors.Dimension;

    [Theory]
    [InlineData(1)]   // one by one
    [InlineData(300)] // a matrix product
    public void The_nearest_of_loose_vectors_are_those_of_comparing_all(int queries)
    {
        var vectors = TestVectors.Create(500, seed: 1);
        var asked = TestVectors.Create(queries, seed: 2);
        var distances = new float[queries * 5];
        var places = new long[queries * 5];

        FaissNearest.Search(asked, vectors, Dimension, 5, distances, places);

        var oracle = new Oracle(FaissMetric.L2);
        oracle.Add(vectors, [.. Enumerable.Range(0, 500).Select(i => (long)i)]);
        for (var i = 0; i < queries; i++)
        {
            var query = asked[(i * Dimension)..((i + 1) * Dimension)];
            Assert.Equal(oracle.Nearest(query, 5), places[(i * 5)..((i + 1) * 5)]);
            Assert.All(Enumerable.Range(i * 5, 5), at => Assert.Equal(oracle.Distance(query, places[at]), distances[at], 1e-4));
        }
    }

    [Fact]
    public void Where_there_are_fewer_the_rest_is_minus_one()
    {
        var vectors = TestVectors.Create(30, seed: 1);
        var distances = new float[30 * 40];
        var places = new long[30 * 40];

        FaissNearest.Search(vectors, vectors, Dimension, 40, distances, places);

        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(Enumerable.Range(0, 30).Select(at => (long)at), places[(i * 40)..((i * 40) + 30)].Order());
            Assert.All(places[((i * 40) + 30)..((i + 1) * 40)], place => Assert.Equal(-1, place));
        }

        FaissNearest.Search(vectors, [], Dimension, 40, distances, places);
        Assert.All(places, place => Assert.Equal(-1, place));
        FaissNearest.Search([], vectors, Dimension, 40, [], []);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var vectors = TestVectors.Create(3, seed: 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => FaissNearest.Search(vectors, vectors, 0, 1, new float[3], new long[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaissNearest.Search(vectors, vectors, Dimension, 0, new float[3], new long[3]));
        Assert.Contains("no whole number of vectors", Assert.Throws<ArgumentException>(
            () => FaissNearest.Search(vectors.AsSpan(1), vectors, Dimension, 1, new float[3], new long[3])).Message, StringComparison.Ordinal);
        Assert.Contains("3 queries with 2 results each need 6 cells", Assert.Throws<ArgumentException>(
            () => FaissNearest.Search(vectors, vectors, Dimension, 2, new float[6], new long[5])).Message, StringComparison.Ordinal);
    }
}
