using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;

namespace ReId.Model.Tests.Losses;

public sealed class ContrastiveLossTests : LossContract
{
    protected override string Name => "contrastive";

    // Pairs are positive or negative: one kind is enough.
    protected override bool ZeroWithOneIdentity => false;

    protected override bool ZeroWithSingletons => false;

    private protected override Num Oracle(OracleBatch batch)
    {
        var distances = batch.Distances();
        return OracleBatch.Mean(
            from i in batch.All
            from j in batch.All
            where i < j
            let hinge = batch.Y[i] == batch.Y[j] ? distances[i, j] : Num.Hinge(1 - distances[i, j])
            select hinge * hinge * 0.5);
    }
}

public sealed class LinearContrastiveLossTests : LossContract
{
    protected override string Name => "contrastive";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["form"] = "linear",
        ["per_sign"] = "true",
        ["reduction"] = "mean_nonzero",
        ["normalize"] = "true",
        ["neg_margin"] = "1.2",
        ["pos_margin"] = "0.3",
    };

    protected override bool ZeroWithOneIdentity => false;

    protected override bool ZeroWithSingletons => false;

    private protected override Num Oracle(OracleBatch batch)
    {
        var distances = batch.Distances(normalize: true);
        var pairs = (from i in batch.All from j in batch.All where i < j select (i, j)).ToArray();
        return OracleBatch.MeanNonzero(pairs.Where(p => batch.Y[p.i] == batch.Y[p.j]).Select(p => Num.Hinge(distances[p.i, p.j] - 0.3)))
            + OracleBatch.MeanNonzero(pairs.Where(p => batch.Y[p.i] != batch.Y[p.j]).Select(p => Num.Hinge(1.2 - distances[p.i, p.j])));
    }
}

public sealed class LiftedStructureLossTests : LossContract
{
    protected override string Name => "lifted_structure";

    private protected override Num Oracle(OracleBatch batch)
    {
        var distances = batch.Distances();
        var pairs = (from i in batch.All from j in batch.Positives(i) where i < j && batch.Negatives(i).Length > 0 select (i, j)).ToArray();
        var terms = pairs.Select(pair =>
        {
            var both = batch.Negatives(pair.i).Select(k => 1 - distances[pair.i, k])
                .Concat(batch.Negatives(pair.j).Select(l => 1 - distances[pair.j, l])).ToArray();
            var joint = Num.Hinge(Num.LogSumExp(both) + distances[pair.i, pair.j]);
            return joint * joint * 0.5;
        });
        return OracleBatch.Mean(terms);
    }
}

public sealed class GeneralizedLiftedLossTests : LossContract
{
    protected override string Name => "generalized_lifted";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["margin"] = "0.4" };

    private protected override Num Oracle(OracleBatch batch)
    {
        var distances = batch.Distances();
        return Num.Sum(batch.ValidAnchors.Select(i => Num.Hinge(
            Num.LogSumExp([.. batch.Positives(i).Select(p => distances[i, p])])
            + Num.LogSumExp([.. batch.Negatives(i).Select(n => 0.4 - distances[i, n])])))) / batch.N;
    }
}

public sealed class CircleLossTests : LossContract
{
    protected override string Name => "circle";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["m"] = "0.3", ["gamma"] = "12" };

    // Its weighting factors are constants for the gradient.
    protected override bool PassesDifferences => false;

    private protected override Num Oracle(OracleBatch batch)
    {
        const double M = 0.3;
        const double Gamma = 12;
        return OracleBatch.MeanNonzero(batch.ValidAnchors.Select(i =>
        {
            var positive = batch.Positives(i).Select(p => OracleBatch.Cosine(batch.X[i], batch.X[p]))
                .Select(s => Num.Constant(Num.Hinge(1 + M - s)) * (s - (1 - M)) * -Gamma);
            var negative = batch.Negatives(i).Select(n => OracleBatch.Cosine(batch.X[i], batch.X[n]))
                .Select(s => Num.Constant(Num.Hinge(s + M)) * (s - M) * Gamma);
            return Num.Softplus(Num.LogSumExp([.. positive]) + Num.LogSumExp([.. negative]));
        }));
    }
}

public class MultiSimilarityLossTests : LossContract
{
    protected override string Name => "multi_similarity";

    protected override bool ZeroWithOneIdentity => false;

    protected override bool ZeroWithSingletons => false;

    private protected override Num Oracle(OracleBatch batch) =>
        OracleBatch.Mean(batch.All.Select(i => Anchor(batch, i, batch.Positives(i), batch.Negatives(i))));

    private protected static Num Anchor(OracleBatch batch, int i, int[] positives, int[] negatives) =>
        (Num.LogSumExp([Num.Zero, .. positives.Select(p => (OracleBatch.Cosine(batch.X[i], batch.X[p]) - 0.5) * -2)]) / 2)
        + (Num.LogSumExp([Num.Zero, .. negatives.Select(n => (OracleBatch.Cosine(batch.X[i], batch.X[n]) - 0.5) * 50)]) / 50);
}

public sealed class MinedMultiSimilarityLossTests : MultiSimilarityLossTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["epsilon"] = "0.1" };

    protected override bool ZeroWithOneIdentity => true;

    protected override bool ZeroWithSingletons => true;

    private protected override Num Oracle(OracleBatch batch) => Num.Sum(batch.ValidAnchors.Select(i =>
    {
        double Similarity(int j) => OracleBatch.Cosine(batch.X[i], batch.X[j]).Value;
        var least = batch.Positives(i).Min(Similarity);
        var most = batch.Negatives(i).Max(Similarity);
        return Anchor(
            batch,
            i,
            [.. batch.Positives(i).Where(p => Similarity(p) < most + 0.1)],
            [.. batch.Negatives(i).Where(n => Similarity(n) > least - 0.1)]);
    })) / batch.N;
}

public sealed class SupervisedContrastiveLossTests : LossContract
{
    protected override string Name => "supervised_contrastive";

    // Images of one identity are still told apart from each other.
    protected override bool ZeroWithOneIdentity => false;

    private protected override Num Oracle(OracleBatch batch) => OracleBatch.Mean(
        batch.All.Where(i => batch.Positives(i).Length > 0).Select(i =>
        {
            Num Logit(int j) => OracleBatch.Cosine(batch.X[i], batch.X[j]) / 0.1;
            var all = Num.LogSumExp([.. batch.All.Where(j => j != i).Select(Logit)]);
            return OracleBatch.Mean(batch.Positives(i).Select(p => all - Logit(p)));
        }));
}

public class NPairLossTests : LossContract
{
    protected override string Name => "n_pair";

    // Which images of an identity make a pair follows from their order.
    protected override bool AnyOrder => false;

    private protected virtual bool Rotate => true;

    private protected override Num Oracle(OracleBatch batch)
    {
        var identities = batch.All.GroupBy(i => batch.Y[i]).Select(group => group.ToArray()).Where(rows => rows.Length > 1).ToArray();
        if (identities.Length < 2)
        {
            return Num.Sum(batch.X.SelectMany(x => x)) * 0;
        }

        return OracleBatch.Mean(Enumerable.Range(0, Rotate ? identities.Max(rows => rows.Length) : 1).Select(round =>
        {
            var a = identities.Select(rows => batch.X[rows[round % rows.Length]]).ToArray();
            var p = identities.Select(rows => batch.X[rows[(round + 1) % rows.Length]]).ToArray();
            var terms = a.Select((anchor, i) => Num.LogSumExp(
                [.. p.Select((other, j) => j == i ? Num.Zero : OracleBatch.Dot(anchor, other) - OracleBatch.Dot(anchor, p[i]))]));
            return OracleBatch.Mean(terms)
                + ((OracleBatch.Mean(a.Select(x => OracleBatch.Dot(x, x))) + OracleBatch.Mean(p.Select(x => OracleBatch.Dot(x, x)))) * (0.25 * 0.002));
        }));
    }
}

public sealed class UnrotatedNPairLossTests : NPairLossTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["rotate"] = "false" };

    private protected override bool Rotate => false;
}
