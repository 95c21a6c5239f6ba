using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;

namespace ReId.Model.Tests.Losses;

/// <summary>Losses whose miner draws: exact as the others are, because the oracle replays the draw.</summary>
public abstract class DrawnTripletContract : LossContract
{
    protected override string Name => "triplet";

    protected override bool DrawsByPlace => true;

    // Large enough that most pairs have more than one semi-hard negative.
    private static Batch Large => Batch.Random([.. Enumerable.Range(0, 32).Select(i => (long)(i % 8))], seed: 6);

    [Fact]
    public void An_iteration_draws_the_same_for_ever_and_another_one_anew()
    {
        using var loss = Create();
        var values = Enumerable.Range(0, 12).Select(iteration => LossRun.Of(loss, Large, iteration).Value).ToArray();

        Assert.InRange(values.Distinct().Count(), 6, values.Length);
        Assert.Equal(values[5], LossRun.Of(loss, Large, 5).Value);
    }

    [Fact]
    public void A_number_of_the_iteration_is_what_the_oracle_replays()
    {
        using var loss = Create();

        Assert.Equal(Drawn(Read(Large), 9).Value, LossRun.Of(loss, Large, 9).Value, 1e-12);
    }

    private protected sealed override Num Oracle(OracleBatch batch) => Drawn(batch, 0);

    /// <summary>The definition with the numbers of an iteration.</summary>
    private protected abstract Num Drawn(OracleBatch batch, long iteration);

    private static OracleBatch Read(Batch batch) => new(batch.Embeddings, batch.Labels, new Dictionary<string, double[,]>());
}

/// <summary>The defaults, which are FaceNet's: squared distances on the unit sphere, one semi-hard negative at random.</summary>
public sealed class RandomSemiHardTripletLossTests : DrawnTripletContract
{
    private protected override Num Drawn(OracleBatch batch, long iteration)
    {
        var d = batch.Distances(squared: true, normalize: true);
        var draws = new Draws(seed: 0, iteration);
        return OracleBatch.MeanNonzero(
            from a in batch.All
            from p in batch.Positives(a)
            let share = draws.Share()
            let semiHard = batch.Negatives(a).Where(n => d[a, n].Value > d[a, p].Value && d[a, n].Value < d[a, p].Value + 0.2).ToArray()
            where semiHard.Length > 0
            select Num.Hinge(d[a, p] - d[a, Draws.At(share, semiHard)] + 0.2));
    }
}

/// <summary>A pair without a semi-hard negative takes its easiest hard one.</summary>
public sealed class RandomSemiHardWithFallbackTests : DrawnTripletContract
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["choice"] = "random",
        ["fallback"] = "easiest",
        ["margin"] = "0.5",
        ["reduction"] = "mean",
        ["seed"] = "4",
    };

    private protected override Num Drawn(OracleBatch batch, long iteration)
    {
        var d = batch.Distances(squared: true, normalize: true);
        var draws = new Draws(seed: 4, iteration);
        return OracleBatch.Mean(
            from a in batch.All
            from p in batch.Positives(a)
            let share = draws.Share()
            let semiHard = batch.Negatives(a).Where(n => d[a, n].Value > d[a, p].Value && d[a, n].Value < d[a, p].Value + 0.5).ToArray()
            let hard = batch.Negatives(a).Where(n => d[a, n].Value <= d[a, p].Value).ToArray()
            where semiHard.Length + hard.Length > 0
            let chosen = semiHard.Length > 0 ? Draws.At(share, semiHard) : hard.MaxBy(n => d[a, n].Value)
            select Num.Hinge(d[a, p] - d[a, chosen] + 0.5));
    }
}

public sealed class WeightedMinedTripletLossTests : DrawnTripletContract
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["miner"] = "weighted",
        ["margin"] = "0.5",
        ["seed"] = "5",
    };

    // Far positives and near negatives are likely: weights e^D and e^−D.
    private protected override Num Drawn(OracleBatch batch, long iteration)
    {
        var d = batch.Distances(squared: true, normalize: true);
        var draws = new Draws(seed: 5, iteration);
        var (positive, negative) = (draws.Shares(batch.N), draws.Shares(batch.N));
        return OracleBatch.MeanNonzero(batch.ValidAnchors.Select(i => Num.Hinge(
            d[i, Draws.At(positive[i], batch.Positives(i), p => Math.Exp(d[i, p].Value))]
            - d[i, Draws.At(negative[i], batch.Negatives(i), n => Math.Exp(-d[i, n].Value))] + 0.5)));
    }
}

public sealed class AllTripletsLossTests : LossContract
{
    protected override string Name => "triplet";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["miner"] = "all" };

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances(squared: true, normalize: true);
        return OracleBatch.MeanNonzero(batch.Triplets.Select(t => Num.Hinge(d[t.A, t.P] - d[t.A, t.N] + 0.2)));
    }
}
