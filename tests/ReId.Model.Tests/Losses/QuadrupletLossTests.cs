using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;

namespace ReId.Model.Tests.Losses;

public abstract class QuadrupletContract : LossContract
{
    private protected static IEnumerable<(int K, int L)> OthersOf(OracleBatch batch, int i) =>
        from k in batch.Negatives(i) from l in batch.Negatives(i) where batch.Y[k] != batch.Y[l] select (k, l);

    private protected static Num Exhaustive(OracleBatch batch, Num[,] d, double margin1, double margin2) =>
        OracleBatch.MeanNonzero(batch.Triplets.Select(t => Num.Hinge(d[t.A, t.P] - d[t.A, t.N] + margin1)))
        + OracleBatch.MeanNonzero(
            from i in batch.All
            from j in batch.Positives(i)
            from pair in OthersOf(batch, i)
            select Num.Hinge(d[i, j] - d[pair.K, pair.L] + margin2));

    private protected static Num BatchHard(OracleBatch batch, Num[,] d, double margin1, double margin2) =>
        OracleBatch.Mean(batch.ValidAnchors.Select(i =>
        {
            var farthest = Num.Max([.. batch.Positives(i).Select(p => d[i, p])]);
            var first = Num.Hinge(farthest - Num.Min([.. batch.Negatives(i).Select(n => d[i, n])]) + margin1);
            var others = OthersOf(batch, i).Select(pair => d[pair.K, pair.L]).ToArray();
            return others.Length == 0 ? first : first + Num.Hinge(farthest - Num.Min(others) + margin2);
        }));

    /// <summary>How much farther negatives are than positives, on average; at least 0.</summary>
    internal static double Gap(OracleBatch batch, Num[,] d)
    {
        var positive = OracleBatch.Mean(from i in batch.All from j in batch.Positives(i) select d[i, j]).Value;
        var negative = OracleBatch.Mean(from i in batch.All from j in batch.Negatives(i) select d[i, j]).Value;
        return Math.Max(0, negative - positive);
    }
}

public sealed class QuadrupletExhaustiveLossTests : QuadrupletContract
{
    protected override string Name => "quadruplet_exhaustive";

    private protected override Num Oracle(OracleBatch batch) => Exhaustive(batch, batch.Distances(squared: true), 1, 0.5);
}

public sealed class AdaptiveQuadrupletLossTests : QuadrupletContract
{
    protected override string Name => "quadruplet_exhaustive";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["margins"] = "adaptive" };

    // The margins are constants for the gradient.
    protected override bool PassesDifferences => false;

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances(squared: true);
        var gap = Gap(batch, d);
        return Exhaustive(batch, d, gap, 0.5 * gap);
    }
}

public sealed class LearnedMetricQuadrupletLossTests : QuadrupletContract
{
    protected override string Name => "quadruplet_exhaustive";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["metric"] = "learned" };

    private protected override Num Oracle(OracleBatch batch)
    {
        var (weights, bias) = (batch.Parameter("metric_weights"), batch.Parameter("metric_bias")[0]);
        var d = new Num[batch.N, batch.N];
        foreach (var i in batch.All)
        {
            foreach (var j in batch.All)
            {
                Num[] apart = [.. batch.X[i].Zip(batch.X[j], (x, y) => Num.Abs(x - y))];
                Num[] logits = [OracleBatch.Dot(apart, weights[0]) + bias[0], OracleBatch.Dot(apart, weights[1]) + bias[1]];
                var g = Num.Exp(logits[1] - Num.LogSumExp(logits));
                d[i, j] = g * g;
            }
        }

        return Exhaustive(batch, d, 1, 0.5);
    }
}

public sealed class QuadrupletBatchHardLossTests : QuadrupletContract
{
    protected override string Name => "quadruplet_batch_hard";

    [Fact]
    public void Many_identities_are_right() => Compare(Batch.Random([.. Enumerable.Range(0, 30).Select(i => (long)(i * i % 11))], seed: 31));

    [Fact]
    public void Two_identities_leave_no_other_pair() => Compare(Batch.Random([3, 1, 1, 3, 3], seed: 32));

    private protected override Num Oracle(OracleBatch batch) => BatchHard(batch, batch.Distances(squared: true), 1, 0.5);
}

/// <summary>The form of the shipped recipe.</summary>
public sealed class AdaptiveQuadrupletBatchHardLossTests : QuadrupletContract
{
    protected override string Name => "quadruplet_batch_hard";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["margins"] = "adaptive",
        ["squared"] = "false",
        ["normalize"] = "true",
    };

    // The margins are constants for the gradient.
    protected override bool PassesDifferences => false;

    [Fact]
    public void Margins_of_a_batch_with_clusters_are_right()
    {
        var batch = Batch.Clusters;
        var oracle = new OracleBatch(batch.Embeddings, batch.Labels, new Dictionary<string, double[,]>());
        Assert.InRange(Gap(oracle, oracle.Distances(normalize: true)), 0.2, 1);
        Compare(batch);
    }

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances(normalize: true);
        var gap = Gap(batch, d);
        return BatchHard(batch, d, gap, 0.5 * gap);
    }
}
