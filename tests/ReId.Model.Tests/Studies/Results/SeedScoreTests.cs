using ReId.Model.Studies.Results;

namespace ReId.Model.Tests.Studies.Results;

public sealed class SeedScoreTests
{
    [Fact]
    public void The_deviation_is_that_of_the_sample()
    {
        var score = SeedScore.Of([0.2, 0.4, 0.6]);

        Assert.Equal(0.4, score.Mean, 12);
        Assert.Equal(0.2, score.Deviation!.Value, 12);
    }

    [Fact]
    public void A_single_run_has_none() => Assert.Null(SeedScore.Of([0.3]).Deviation);
}
