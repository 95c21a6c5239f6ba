using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;

namespace ReId.Model.Tests.Losses;

public class TripletBatchAllLossTests : LossContract
{
    protected override string Name => "triplet_batch_all";

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances();
        return OracleBatch.MeanNonzero(batch.Triplets.Select(t => Num.Hinge(d[t.A, t.P] - d[t.A, t.N] + 0.3)));
    }
}

public sealed class SoftSquaredBatchAllLossTests : LossContract
{
    protected override string Name => "triplet_batch_all";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["soft_margin"] = "true",
        ["squared"] = "true",
        ["normalize"] = "true",
        ["reduction"] = "mean",
    };

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances(squared: true, normalize: true);
        return OracleBatch.Mean(batch.Triplets.Select(t => Num.Softplus(d[t.A, t.P] - d[t.A, t.N])));
    }
}

public sealed class TripletBatchHardLossTests : LossContract
{
    protected override string Name => "triplet_batch_hard";

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances();
        return OracleBatch.Mean(batch.ValidAnchors.Select(i => Num.Hinge(
            Num.Max([.. batch.Positives(i).Select(p => d[i, p])]) - Num.Min([.. batch.Negatives(i).Select(n => d[i, n])]) + 0.3)));
    }
}

public sealed class SoftBatchHardLossTests : LossContract
{
    protected override string Name => "triplet_batch_hard";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["soft_margin"] = "true",
        ["distance"] = "cosine",
        ["reduction"] = "sum",
    };

    private protected override Num Oracle(OracleBatch batch)
    {
        Num Apart(int i, int j) => 1 - OracleBatch.Cosine(batch.X[i], batch.X[j]);
        return Num.Sum(batch.ValidAnchors.Select(i => Num.Softplus(
            Num.Max([.. batch.Positives(i).Select(p => Apart(i, p))]) - Num.Min([.. batch.Negatives(i).Select(n => Apart(i, n))]))));
    }
}

public class TripletWeightedLossTests : LossContract
{
    protected override string Name => "triplet_weighted";

    private protected virtual bool Self => false;

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances();
        return OracleBatch.Mean(batch.ValidAnchors.Select(i =>
        {
            var positives = batch.Positives(i).Concat(Self ? [i] : []).Select(p => d[i, p]).ToArray();
            var negatives = batch.Negatives(i).Select(n => d[i, n]).ToArray();
            return Num.Softplus(Weighted(positives, 1) - Weighted(negatives, -1));
        }));
    }

    private static Num Weighted(Num[] distances, double sign)
    {
        var total = Num.LogSumExp([.. distances.Select(d => d * sign)]);
        return Num.Sum(distances.Select(d => Num.Exp((d * sign) - total) * d));
    }
}

public sealed class SelfIncludedWeightedLossTests : TripletWeightedLossTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["self_in_positives"] = "true" };

    private protected override bool Self => true;
}

public sealed class SemiHardTripletLossTests : LossContract
{
    protected override string Name => "triplet";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["choice"] = "all", ["margin"] = "0.6" };

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances(squared: true, normalize: true);
        return OracleBatch.MeanNonzero(batch.Triplets
            .Where(t => d[t.A, t.N].Value > d[t.A, t.P].Value && d[t.A, t.N].Value < d[t.A, t.P].Value + 0.6)
            .Select(t => Num.Hinge(d[t.A, t.P] - d[t.A, t.N] + 0.6)));
    }
}

public sealed class NearestSemiHardTripletLossTests : LossContract
{
    protected override string Name => "triplet";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["choice"] = "nearest",
        ["fallback"] = "largest",
        ["squared"] = "false",
    };

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances(normalize: true);
        return OracleBatch.MeanNonzero(
            from a in batch.All
            from p in batch.Positives(a)
            where batch.Negatives(a).Length > 0
            let semiHard = batch.Negatives(a).Where(n => d[a, n].Value > d[a, p].Value && d[a, n].Value < d[a, p].Value + 0.2).ToArray()
            let n = semiHard.Length > 0 ? semiHard.MinBy(n => d[a, n].Value) : batch.Negatives(a).MaxBy(n => d[a, n].Value)
            select Num.Hinge(d[a, p] - d[a, n] + 0.2));
    }
}

public sealed class BatchHardMinedTripletLossTests : LossContract
{
    protected override string Name => "triplet";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["miner"] = "batch_hard",
        ["soft_margin"] = "true",
        ["squared"] = "false",
        ["normalize"] = "false",
        ["reduction"] = "mean",
    };

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances();
        return OracleBatch.Mean(batch.ValidAnchors.Select(i => Num.Softplus(
            Num.Max([.. batch.Positives(i).Select(p => d[i, p])]) - Num.Min([.. batch.Negatives(i).Select(n => d[i, n])]))));
    }
}

public sealed class EasyPositiveTripletLossTests : LossContract
{
    protected override string Name => "triplet";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["miner"] = "easy_positive", ["margin"] = "0.5" };

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances(squared: true, normalize: true);
        return OracleBatch.MeanNonzero(batch.ValidAnchors.Select(i => Num.Hinge(
            Num.Min([.. batch.Positives(i).Select(p => d[i, p])]) - Num.Min([.. batch.Negatives(i).Select(n => d[i, n])]) + 0.5)));
    }
}

public sealed class TripletNetLossTests : LossContract
{
    protected override string Name => "tripletnet_ratio";

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances();
        return OracleBatch.Mean(batch.Triplets.Select(t =>
        {
            var share = Num.Exp(d[t.A, t.P] - Num.LogSumExp([d[t.A, t.P], d[t.A, t.N]]));
            return share * share;
        }));
    }
}

public sealed class TripletNetLikelihoodTests : LossContract
{
    protected override string Name => "tripletnet_ratio";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["form"] = "likelihood" };

    private protected override Num Oracle(OracleBatch batch)
    {
        var d = batch.Distances();
        return OracleBatch.Mean(batch.Triplets.Select(t => Num.LogSumExp([d[t.A, t.P], d[t.A, t.N]]) - d[t.A, t.N]));
    }
}
