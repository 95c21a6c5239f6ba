using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Ranking;

namespace ReId.Model.Tests.Evaluation.Ranking;

public sealed class MatchRanksTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(100, 20)]
    [InlineData(1003, 401)]
    public void Ranks_are_places_in_a_stable_sort(int gallery, int matches)
    {
        var random = new Random(gallery);
        // Few different values, so that most places are decided by the gallery's order.
        float[] row = [.. Enumerable.Range(0, gallery).Select(_ => (random.Next(20) - 5) / 4f)];
        int[] entries = [.. Enumerable.Range(0, gallery).OrderBy(_ => random.Next()).Take(matches).Order()];
        var sorted = Enumerable.Range(0, gallery).OrderBy(i => row[i]).ToList();
        int[] expected = [.. entries.Select(entry => sorted.IndexOf(entry) + 1).Order()];
        var ranks = new int[matches];

        MatchRanks.Find(row, entries, ranks);

        Assert.Equal(expected, ranks);
    }

    [Fact]
    public void Counting_and_sorting_agree_even_about_the_sign_of_zero()
    {
        float[] row = [0f, -0f, 1f, -1f, 0f, float.PositiveInfinity, -0f, 1f];
        int[] entries = [0, 1, 2, 3, 4, 6, 7];
        var sorted = MatchRanks.Sort(row);

        Assert.Equal([2, 3, 6, 1, 4, 5, 7], entries.Select(entry => MatchRanks.ByCounting(row, entry)));
        Assert.Equal([2, 3, 6, 1, 4, 5, 7], entries.Select(entry => MatchRanks.BySorting(sorted, row[entry], entry)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(401)]
    public void Equal_vectors_stand_in_the_gallerys_order_however_the_product_rounds(int matches)
    {
        const int Gallery = 801;
        const int Dimension = 512;
        var random = new Random(2);
        float[] query = [.. Enumerable.Range(0, Dimension).Select(_ => (float)random.NextDouble())];
        float[] other = [.. Enumerable.Range(0, Dimension).Select(_ => (float)random.NextDouble())];
        // Near the query: 100 copies of one vector among farther ones.
        float[] gallery = [.. Enumerable.Range(0, Gallery).SelectMany(i => i % 8 == 0 ? query.Select((v, d) => v + (0.01f * other[d])) : other)];
        using var distances = new FeatureDistances(new FeatureMatrix(query, Dimension, "q"), new FeatureMatrix(gallery, Dimension, "g"));
        var row = new float[Gallery];
        distances.Fill(0, 1, row, TestContext.Current.CancellationToken);
        int[] copies = [.. Enumerable.Range(0, 101).Select(i => i * 8)];
        int[] entries = [.. copies.Take(matches)];
        var sorted = MatchRanks.Sort(row);

        var ranks = entries.Select(entry => matches > 400
            ? MatchRanks.BySorting(sorted, row[entry], entry, distances) : MatchRanks.ByCounting(row, entry, distances));

        Assert.Equal(Enumerable.Range(1, entries.Length), ranks);
    }
}
