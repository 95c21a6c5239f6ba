using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Losses.Classification;
using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;
using TorchSharp;

namespace ReId.Model.Tests.Losses;

public abstract class ClassificationContract : LossContract
{
    protected override bool ZeroWithOneIdentity => false;

    protected override bool ZeroWithSingletons => false;

    /// <summary>Label smoothing ε of the form.</summary>
    private protected virtual double Smoothing => 0;

    [Fact]
    public void A_label_without_a_class_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = Create();

        var problem = Assert.Throws<ReIdException>(() => loss.Evaluate(torch.ones([2, 5], torch.ScalarType.Float64), torch.tensor(new long[] { 0, 7 })));

        Assert.Contains("one is 7", problem.Message, StringComparison.Ordinal);
    }

    private protected static Num[] Cosines(OracleBatch batch, int i) =>
        [.. batch.Parameter("weights").Select(w => OracleBatch.Cosine(batch.X[i], w))];
}

public sealed class SoftmaxLossTests : ClassificationContract
{
    protected override string Name => "softmax_ce";

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    public void It_says_whether_it_has_a_classifier(string option, bool has)
    {
        using var loss = (SoftmaxLoss)LossCatalog.Get(Name).Create(new Dictionary<string, string> { ["classifier"] = option }, new LossSize(4, 5));

        Assert.Equal(has, loss.HasClassifier);
    }

    private protected override Num Oracle(OracleBatch batch) => batch.CrossEntropy(i => batch.X[i], 0.1);
}

public sealed class SoftmaxClassifierTests : ClassificationContract
{
    protected override string Name => "softmax_ce";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["classifier"] = "true",
        ["label_smoothing"] = "0",
    };

    private protected override Num Oracle(OracleBatch batch) => batch.CrossEntropy(i =>
        [.. batch.Parameter("weights").Select((w, c) => OracleBatch.Dot(batch.X[i], w) + batch.Parameter("bias")[0][c])]);
}

public class NormFaceLossTests : ClassificationContract
{
    protected override string Name => "normface";

    private protected override Num Oracle(OracleBatch batch) =>
        batch.CrossEntropy(i => [.. Cosines(batch, i).Select(c => c * batch.Parameter("scale")[0][0])], Smoothing);
}

public class CosFaceLossTests : ClassificationContract
{
    protected override string Name => "cosface";

    private protected override Num Oracle(OracleBatch batch) =>
        batch.CrossEntropy(i => [.. Cosines(batch, i).Select((c, k) => (c - (k == batch.Y[i] ? 0.35 : 0)) * 64)], Smoothing);
}

public class ArcFaceLossTests : ClassificationContract
{
    protected override string Name => "arcface";

    private protected override Num Oracle(OracleBatch batch) =>
        batch.CrossEntropy(i => [.. Cosines(batch, i).Select((c, k) => (k == batch.Y[i] ? Target(c) : c) * 64)], Smoothing);

    private static Num Target(Num cosine) => Math.Acos(cosine.Value) <= Math.PI - 0.5
        ? Num.Cos(Num.Acos(cosine) + 0.5)
        : cosine - (0.5 * Math.Sin(0.5));
}

public class ASoftmaxLossTests : ClassificationContract
{
    protected override string Name => "a_softmax";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["lam"] = "2" };

    [Fact]
    public void Lambda_falls_with_the_iteration()
    {
        using var loss = new ASoftmaxLoss(new ASoftmaxOptions(), new LossSize(3, 2));

        Assert.Equal(1000, loss.Lambda);
        loss.Iteration = 10;
        Assert.Equal(1000 / 2.2, loss.Lambda, 1e-9);
        loss.Iteration = 1_000_000;
        Assert.Equal(5, loss.Lambda);
    }

    private protected override Num Oracle(OracleBatch batch) => batch.CrossEntropy(i =>
    {
        var length = OracleBatch.Norm(batch.X[i]);
        return [.. Cosines(batch, i).Select((c, k) => length * (k == batch.Y[i] ? ((c * 2) + Psi(c)) / 3 : c))];
    }, Smoothing);

    private static Num Psi(Num cosine)
    {
        var angle = Num.Acos(cosine);
        var k = Math.Min(3, Math.Floor(4 * angle.Value / Math.PI));
        return (Num.Cos(angle * 4) * (k % 2 == 0 ? 1 : -1)) - (2 * k);
    }
}
