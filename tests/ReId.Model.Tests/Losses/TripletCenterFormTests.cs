using System.Globalization;
using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;

namespace ReId.Model.Tests.Losses;

/// <summary>The forms of triplet-center with learned centres: which centres are searched, and what is measured.</summary>
public abstract class TripletCenterFormContract : LossContract
{
    protected override string Name => "triplet_center";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["search"] = OfBatch ? "batch" : "all",
        ["squared"] = Text(Squared),
        ["half"] = Text(Half),
        ["normalize"] = Text(Normalize),
        ["margin"] = Margin.ToString(CultureInfo.InvariantCulture),
    };

    protected override bool ZeroWithOneIdentity => OfBatch;

    protected override bool ZeroWithSingletons => false;

    private protected virtual bool OfBatch => false;

    private protected virtual bool Squared => true;

    private protected virtual bool Half => true;

    private protected virtual bool Normalize => false;

    // Small enough that the hinge leaves some images out.
    private protected virtual double Margin => 1;

    [Fact]
    public void A_batch_of_two_of_four_classes_is_right() => Compare(Batch.Random([0, 2, 2, 0, 2], seed: 15));

    private protected override Num Oracle(OracleBatch batch)
    {
        var centers = batch.Parameter("centers");
        var searched = Enumerable.Range(0, centers.Length).Where(c => !OfBatch || batch.Y.Contains(c)).ToArray();
        return OracleBatch.Mean(batch.All.Where(_ => searched.Length > 1).Select(i => Num.Hinge(
            Apart(batch.X[i], centers[batch.Y[i]]) + Margin
            - Num.Min([.. searched.Where(c => c != batch.Y[i]).Select(c => Apart(batch.X[i], centers[c]))]))));
    }

    private static string Text(bool value) => value ? "true" : "false";

    // Only embeddings are brought to length 1; centres go where they are learned to be.
    private Num Apart(Num[] x, Num[] center)
    {
        var square = OracleBatch.Squared(Normalize ? OracleBatch.Unit(x) : x, center);
        return (Squared ? square : Num.Sqrt(square)) * (Half ? 0.5 : 1);
    }
}

public sealed class CentersOfTheBatchTests : TripletCenterFormContract
{
    private protected override bool OfBatch => true;
}

public sealed class UnhalvedTripletCenterTests : TripletCenterFormContract
{
    private protected override bool Half => false;
}

public sealed class UnsquaredTripletCenterTests : TripletCenterFormContract
{
    private protected override bool Squared => false;

    private protected override bool Half => false;
}

public sealed class HalfDistanceTripletCenterTests : TripletCenterFormContract
{
    private protected override bool Squared => false;
}

public sealed class NormalizedTripletCenterTests : TripletCenterFormContract
{
    private protected override bool Normalize => true;
}

public sealed class NormalizedCentersOfTheBatchTests : TripletCenterFormContract
{
    private protected override bool OfBatch => true;

    private protected override bool Normalize => true;

    private protected override bool Squared => false;
}
