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
        var sorted = new int[entries.Length];

        MatchRanks.BySorting(row, entries, sorted);

        Assert.Equal(entries.Select(entry => MatchRanks.ByCounting(row, entry)), sorted);
        Assert.Equal([2, 3, 6, 1, 4, 5, 7], sorted);
    }
}
