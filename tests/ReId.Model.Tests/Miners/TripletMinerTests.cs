using ReId.Contracts;
using ReId.Model.Distances;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Tests.Miners;

public sealed class AllTripletsMinerTests : TripletMinerContract
{
    protected override string Name => "all";

    private protected override IEnumerable<(int A, int P, int N)> Expected(MinedBatch batch) => batch.All();
}

public sealed class BatchHardMinerTests : TripletMinerContract
{
    protected override string Name => "batch_hard";

    private protected override IEnumerable<(int A, int P, int N)> Expected(MinedBatch batch) => batch.All().Select(t => t.A).Distinct()
        .Select(a => (a, batch.Positives(a).MaxBy(p => batch[a, p]), batch.Negatives(a).MinBy(n => batch[a, n])));
}

public sealed class EasyPositiveMinerTests : TripletMinerContract
{
    protected override string Name => "easy_positive";

    private protected override IEnumerable<(int A, int P, int N)> Expected(MinedBatch batch) => batch.All().Select(t => t.A).Distinct()
        .Select(a => (a, batch.Positives(a).MinBy(p => batch[a, p]), batch.Negatives(a).MinBy(n => batch[a, n])));
}

public abstract class SemiHardMinerContract : TripletMinerContract
{
    protected override string Name => "semi_hard";

    private protected static bool IsSemiHard(MinedBatch batch, (int A, int P, int N) t) =>
        batch[t.A, t.N] > batch[t.A, t.P] && batch[t.A, t.N] < batch[t.A, t.P] + 0.3;
}

public sealed class EverySemiHardMinerTests : SemiHardMinerContract
{
    protected override TripletMinerOptions Options => base.Options with { Choice = SemiHardChoice.All };

    private protected override IEnumerable<(int A, int P, int N)> Expected(MinedBatch batch) => batch.All().Where(t => IsSemiHard(batch, t));
}

public sealed class NearestSemiHardMinerTests : SemiHardMinerContract
{
    protected override TripletMinerOptions Options => base.Options with { Choice = SemiHardChoice.Nearest, Fallback = SemiHardFallback.Easiest };

    private protected override IEnumerable<(int A, int P, int N)> Expected(MinedBatch batch) => batch.All().GroupBy(t => (t.A, t.P)).SelectMany(pair =>
    {
        var semiHard = pair.Where(t => IsSemiHard(batch, t)).ToArray();
        return semiHard.Length > 0
            ? [semiHard.MinBy(t => batch[t.A, t.N])]
            : pair.Where(t => batch[t.A, t.N] <= batch[t.A, t.P]).OrderByDescending(t => batch[t.A, t.N]).Take(1);
    });
}

public sealed class RandomSemiHardMinerTests : SemiHardMinerContract
{
    [Fact]
    public void Every_pair_with_a_semi_hard_negative_gets_one_and_all_are_drawn_in_time()
    {
        using var batch = new MinedBatch(s_labels);
        var semiHard = batch.All().Where(t => IsSemiHard(batch, t)).ToHashSet();
        var miner = Create();
        var drawn = new HashSet<(int, int, int)>();
        for (var i = 0; i < 200; i++)
        {
            var mined = batch.Mine(miner);
            Assert.Equal(semiHard.Select(t => (t.A, t.P)).Distinct().Order(), mined.Select(t => (t.A, t.P)));
            drawn.UnionWith(mined);
        }

        Assert.Equal(semiHard.Order(), drawn.Order());
    }

    [Fact]
    public void A_bag_of_FaceNets_size_is_mined()
    {
        const int Identities = 45;
        const int Images = 40;
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        var bag = torch.randn([Identities * Images, 16]);
        var labels = torch.tensor(Enumerable.Range(0, Identities * Images).Select(i => (long)(i % Identities)).ToArray());

        var mined = new SemiHardMiner().Mine(new SquaredEuclideanDistance(normalize: true).Matrix(bag, bag), labels);

        Assert.InRange(mined.Count, 1, Identities * Images * (Images - 1));
        Assert.False(labels.index_select(0, mined.Anchors).eq(labels.index_select(0, mined.Negatives)).any().item<bool>());
        Assert.True(labels.index_select(0, mined.Anchors).eq(labels.index_select(0, mined.Positives)).all().item<bool>());
    }

    private protected override IEnumerable<(int A, int P, int N)>? Expected(MinedBatch batch) => null;
}

public sealed class WeightedMinerTests : TripletMinerContract
{
    protected override string Name => "weighted";

    [Fact]
    public void Draws_follow_the_weights()
    {
        using var scope = torch.NewDisposeScope();
        const int Rounds = 4000;
        var distances = torch.tensor(new double[] { 0, 1, 2, 1, 2, 1, 0, 1, 1, 1, 2, 1, 0, 1, 1, 1, 1, 1, 0, 1, 2, 1, 1, 1, 0 }, [5, 5]);
        var labels = torch.tensor(new long[] { 0, 0, 0, 1, 2 });
        var (positive, negative) = TripletWeights.Of(distances, labels);
        var miner = new WeightedMiner(seed: 5);
        var far = 0;
        var near = 0;
        for (var i = 0; i < Rounds; i++)
        {
            using var mined = miner.Mine(distances, labels);
            far += mined.Positives.data<long>()[0] == 2 ? 1 : 0;
            near += mined.Negatives.data<long>()[0] == 3 ? 1 : 0;
        }

        Assert.Equal(Math.E / (1 + Math.E), positive.data<double>()[0, 2], 1e-12);
        Assert.Equal(Math.E / (1 + Math.E), negative.data<double>()[0, 3], 1e-12);
        Assert.Equal(Math.E / (1 + Math.E), far / (double)Rounds, 0.03);
        Assert.Equal(Math.E / (1 + Math.E), near / (double)Rounds, 0.03);
    }

    private protected override IEnumerable<(int A, int P, int N)>? Expected(MinedBatch batch) => null;
}

public class TripletCategoriesTests
{
    [Fact]
    public void Categories_are_those_of_plain_loops()
    {
        using var batch = new MinedBatch([0, 1, 1, 0, 2, 2, 2, 1, 3]);
        var gaps = batch.All().Select(t => batch[t.A, t.N] - batch[t.A, t.P]).ToArray();

        var counts = batch.Count(0.2);

        Assert.Equal(new TripletCategories(gaps.Count(g => g >= 0.2), gaps.Count(g => g is > 0 and < 0.2), gaps.Count(g => g <= 0)), counts);
        Assert.Equal(gaps.Length, counts.Total);
    }

    [Fact]
    public void An_unknown_miner_is_told_with_those_there_are() =>
        Assert.Contains("easy_positive", Assert.Throws<ReIdException>(() => TripletMinerCatalog.Create("best")).Message, StringComparison.Ordinal);
}
