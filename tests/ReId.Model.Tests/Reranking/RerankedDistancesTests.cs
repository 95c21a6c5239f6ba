using ReId.Contracts;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Reranking;

namespace ReId.Model.Tests.Reranking;

/// <summary>The sparse form against the dense definition; the golden files hold other programs' numbers.</summary>
public sealed class RerankedDistancesTests
{
    [Theory]
    [InlineData(5, 3, 0.3)]
    [InlineData(7, 1, 0)]
    [InlineData(20, 6, 1)]
    public void Sparse_and_dense_agree_over_several_blocks(int k1, int k2, double lambda)
    {
        const int Queries = 60;
        const int Gallery = 540;
        const int Dimension = 8;
        var random = new Random(k1);
        float[] values = [.. Enumerable.Range(0, (Queries + Gallery) * Dimension).Select(_ => (float)random.NextDouble())];
        var all = new FeatureMatrix(values, Dimension, "all");
        var (queries, gallery) = (all.Select([.. Enumerable.Range(0, Queries)]), all.Select([.. Enumerable.Range(Queries, Gallery)]));
        var actual = new float[Queries * Gallery];

        using (var reranked = RerankedDistances.Create(
            queries, gallery, new KReciprocalOptions { K1 = k1, K2 = k2, Lambda = lambda },
            cancellationToken: TestContext.Current.CancellationToken))
        {
            reranked.Fill(0, Queries, actual, TestContext.Current.CancellationToken);
        }

        var expected = DenseReranking.Compute(all, Queries, k1, k2, lambda);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i / Gallery, i % Gallery], actual[i], 2e-5);
        }
    }

    [Theory]
    [InlineData(5, 3, 0.3)]
    [InlineData(20, 6, 0)]
    public void A_picture_that_is_query_and_gallery_is_one_neighbour(int k1, int k2, double lambda)
    {
        // Pictures 0 to 19 are queries only, 20 to 59 both, 60 to 299 gallery only; the queries stand mixed.
        const int Pictures = 300;
        const int Alone = 20;
        const int Dimension = 6;
        var random = new Random(k1);
        var all = new FeatureMatrix(
            [.. Enumerable.Range(0, Pictures * Dimension).Select(_ => (float)random.NextDouble())], Dimension, "all");
        int[] queries = [.. Enumerable.Range(0, 60).Select(i => i * 7 % 60)];
        var gallery = all.Select([.. Enumerable.Range(Alone, Pictures - Alone)]);
        var actual = new float[queries.Length * gallery.Rows];

        using (var reranked = RerankedDistances.Create(
            all.Select(queries), gallery, new KReciprocalOptions { K1 = k1, K2 = k2, Lambda = lambda },
            self: query => Math.Max(queries[query] - Alone, -1), cancellationToken: TestContext.Current.CancellationToken))
        {
            reranked.Fill(0, queries.Length, actual, TestContext.Current.CancellationToken);
        }

        var expected = DenseReranking.OfAllPairs(all, k1, k2, lambda);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[queries[i / gallery.Rows], Alone + (i % gallery.Rows)], actual[i], 2e-5);
        }
    }

    [Fact]
    public void Equal_pictures_give_finite_distances()
    {
        var same = new FeatureMatrix([1, 0, 1, 0, 1, 0], 2, "same");
        var actual = new float[9];

        using var reranked = RerankedDistances.Create(same, same, cancellationToken: TestContext.Current.CancellationToken);
        reranked.Fill(0, 3, actual, TestContext.Current.CancellationToken);

        Assert.All(actual, value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData(0, 6, 0.3, "--k1")]
    [InlineData(20, 0, 0.3, "--k2")]
    [InlineData(1001, 6, 0.3, "1 to 1000")]
    [InlineData(20, 6, 1.5, "--lambda")]
    [InlineData(20, 6, double.NaN, "--lambda")]
    public void Options_out_of_range_are_named(int k1, int k2, double lambda, string word)
    {
        var options = new KReciprocalOptions { K1 = k1, K2 = k2, Lambda = lambda };

        Assert.Contains(word, Assert.Throws<ReIdException>(options.Check).Message, StringComparison.Ordinal);
    }
}
