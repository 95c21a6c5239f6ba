using ReId.Model.Evaluation.Ranking;

namespace ReId.Model.Tests.Evaluation.Ranking;

public sealed class QueryScoreTests
{
    [Fact]
    public void Measures_follow_their_definitions()
    {
        var score = QueryScore.FromRanks(7, [1, 3, 8]);

        Assert.Equal(7, score.Query);
        Assert.Equal(3, score.Matches);
        Assert.Equal(1, score.FirstRank);
        Assert.Equal((1.0 + (2.0 / 3) + (3.0 / 8)) / 3, score.AveragePrecision, 12);
        Assert.Equal((((1 + 1.0) / 2) + ((0.5 + (2.0 / 3)) / 2) + (((2.0 / 7) + (3.0 / 8)) / 2)) / 3, score.TrapezoidalPrecision, 12);
        Assert.Equal(3.0 / 8, score.InversePenalty, 12);
        Assert.Equal(2.0 / 3, score.RPrecision, 12);
        Assert.Equal((1.0 + (2.0 / 3)) / 3, score.AveragePrecisionAtR, 12);
    }

    [Fact]
    public void A_perfect_answer_scores_one_everywhere()
    {
        var score = QueryScore.FromRanks(0, [1, 2, 3]);

        Assert.All(
            new[] { score.AveragePrecision, score.TrapezoidalPrecision, score.InversePenalty, score.RPrecision, score.AveragePrecisionAtR },
            value => Assert.Equal(1, value, 12));
    }
}
