using ReId.Ingest.Sources.Live;

namespace ReId.Ingest.Tests.Sources.Live;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_up_to_the_cap_and_are_shortened_by_chance_to_a_half_at_most()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Random(1));
        double[] whole = [1, 2, 4, 8, 16, 30, 30, 30];

        var pauses = whole.Select(_ => backoff.Next().TotalSeconds).ToArray();

        Assert.All(whole.Zip(pauses), pair => Assert.InRange(pair.Second, pair.First / 2, pair.First));
        Assert.Equal(whole.Length, backoff.Failures);
        Assert.True(pauses.Zip(whole, (pause, all) => pause / all).Distinct().Count() > 1, "chance has no part in it");
    }

    [Fact]
    public void A_success_starts_anew()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Random(1));
        for (var i = 0; i < 1000; i++)
        {
            Assert.InRange(backoff.Next().TotalSeconds, 0.5, 30);
        }

        backoff.Reset();

        Assert.Equal(0, backoff.Failures);
        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }
}
