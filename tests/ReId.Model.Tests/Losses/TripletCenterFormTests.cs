using System.Globalization;
using ReId.Model.Tests.Losses.Contract;
using ReId.Model.Tests.Losses.Oracle;

namespace ReId.Model.Tests.Losses;

/// <summary>The forms of triplet-center: where centres come from, which are searched, and what is measured.</summary>
public abstract class TripletCenterFormContract : LossContract
{
    protected override string Name => "triplet_center";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["centers"] = Means ? "batch_mean" : "learned",
        ["search"] = OfBatch ? "batch" : "all",
        ["squared"] = Text(Squared),
        ["half"] = Text(Half),
        ["normalize"] = Text(Normalize),
        ["margin"] = Margin.ToString(CultureInfo.InvariantCulture),
    };

    protected override bool ZeroWithOneIdentity => OfBatch || Means;

    protected override bool ZeroWithSingletons => false;

    private protected virtual bool Means => false;

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
        var points = Normalize ? [.. batch.X.Select(OracleBatch.Unit)] : batch.X;
        var centers = Centers(batch, points);
        return OracleBatch.Mean(batch.All.Where(_ => centers.Count > 1).Select(i => Num.Hinge(
            Apart(points[i], centers[batch.Y[i]]) + Margin
            - Num.Min([.. centers.Where(one => one.Key != batch.Y[i]).Select(one => Apart(points[i], one.Value))]))));
    }

    private static string Text(bool value) => value ? "true" : "false";

    // Only embeddings are brought to length 1: learned centres go where they are learned to be, means lie inside the sphere.
    private Dictionary<long, Num[]> Centers(OracleBatch batch, Num[][] points) => Means
        ? batch.Y.Distinct().ToDictionary(y => y, y => Mean([.. batch.All.Where(i => batch.Y[i] == y).Select(i => points[i])]))
        : batch.Parameter("centers").Select((center, y) => (Class: (long)y, center))
            .Where(one => !OfBatch || batch.Y.Contains(one.Class)).ToDictionary(one => one.Class, one => one.center);

    private static Num[] Mean(Num[][] points) => [.. points[0].Select((_, c) => OracleBatch.Mean(points.Select(point => point[c])))];

    private Num Apart(Num[] x, Num[] center)
    {
        var square = OracleBatch.Squared(x, center);
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

public sealed class NormalizedBatchMeanTests : TripletCenterFormContract
{
    private protected override bool Means => true;

    private protected override bool Normalize => true;
}

public sealed class UnsquaredBatchMeanTests : TripletCenterFormContract
{
    private protected override bool Means => true;

    private protected override bool Squared => false;

    private protected override bool Half => false;
}
