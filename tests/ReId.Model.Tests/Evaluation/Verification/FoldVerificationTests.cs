using ReId.Contracts;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Verification;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Evaluation.Verification;

public sealed class FoldVerificationTests
{
    [Fact]
    public void Clear_people_are_told_apart_and_blurred_ones_less()
    {
        var clear = Measure(Clouds.Make(people: 60, each: 4, noise: 0.1));
        var blurred = Measure(Clouds.Make(people: 60, each: 4, noise: 1.2));

        Assert.InRange(clear.Accuracy.Mean, 0.99, 1);
        Assert.InRange(blurred.Accuracy.Mean, 0.6, 0.95);
        Assert.True(blurred.Accuracy.Deviation > 0);
        Assert.Equal(60 * 6, clear.SamePairs);
        Assert.Equal(10 * 15 * 16, clear.DifferentPairs);
        Assert.NotNull(clear.Val);
    }

    [Fact]
    public void A_rate_that_so_few_pairs_cannot_show_is_not_invented() =>
        Assert.Null(Measure(Clouds.Make(people: 20, each: 2)).Val);

    [Fact]
    public void What_a_set_lacks_can_be_asked_before()
    {
        Assert.Null(FoldVerification.Lack(Clouds.Make(people: 20, each: 2, cameras: 2).Labels));
        Assert.Equal(
            "needs 20 identities, 10 of them with two pictures by two cameras; the set has 20 and 0",
            FoldVerification.Lack(Clouds.Make(people: 20, each: 2, cameras: 1).Labels));
        Assert.Equal(
            "needs 4 identities, 2 of them with two pictures; the set has 3 and 3",
            FoldVerification.Lack(Clouds.Make(people: 3, each: 2).Labels, folds: 2));
    }

    [Fact]
    public void Too_few_identities_are_a_sentence() => Assert.Equal(
        "Verification over 10 folds needs 20 identities, 10 of them with two pictures; the set has 12 and 12.",
        Assert.Throws<ReIdException>(() => Measure(Clouds.Make(people: 12, each: 3))).Message);

    [Fact]
    public void No_identity_is_in_two_parts()
    {
        var labels = new RetrievalLabels([.. Enumerable.Range(0, 90).Select(i => i % 40)], null);

        var folds = IdentityParts.Folds(labels, 10, seed: 1);
        var held = IdentityParts.HoldOut(labels, 0.3, seed: 1);

        Assert.Equal(40, folds.Count);
        Assert.All(folds.Values.CountBy(fold => fold), fold => Assert.Equal(4, fold.Value));
        Assert.Equal(12, held.Count);
        Assert.Equal(held, IdentityParts.HoldOut(labels, 0.3, seed: 1));
        Assert.NotEqual(held, IdentityParts.HoldOut(labels, 0.3, seed: 2));
    }

    [Fact]
    public void The_equal_error_rate_is_where_the_two_errors_meet()
    {
        Assert.Equal(0, new RocCurve([0.1f, 0.2f], [0.3f, 0.4f]).EqualErrorRate());
        Assert.Equal(1, new RocCurve([0.3f, 0.4f], [0.1f, 0.2f]).EqualErrorRate());
        Assert.Equal(0.25, new RocCurve([1, 2, 3, 6], [4, 7, 8, 9]).EqualErrorRate(), 1e-9);
        Assert.Equal(0.5, new RocCurve([1], [1]).EqualErrorRate(), 1e-9);
    }

    private static FoldVerification Measure(LabelledFeatures pictures) =>
        FoldVerification.Measure(pictures, cancellationToken: TestContext.Current.CancellationToken);
}
