using ReId.Model.Losses.Parts;
using ReId.Model.Miners;
using TorchSharp;

namespace ReId.Model.Tests.Miners;

/// <summary>What miners draw: it follows from seed and iteration alone, and is spread as it should be.</summary>
public sealed class RandomMinerTests
{
    private const int Rounds = 3000;

    // More than five deviations of a frequency over all rounds; seeds are fixed, so it never wavers.
    private const double Noise = 0.05;

    private static readonly long[] s_labels = [.. Enumerable.Range(0, 24).Select(i => (long)(i % 6))];

    [Theory]
    [InlineData("semi_hard")]
    [InlineData("weighted")]
    public void An_iteration_draws_the_same_for_ever_and_another_one_or_another_seed_anew(string name)
    {
        using var batch = new MinedBatch(s_labels);
        var (miner, other) = (Create(name, seed: 3), Create(name, seed: 4));
        var seventh = Mine(miner, 7);

        Assert.NotEqual(seventh, Mine(miner, 8));
        Assert.NotEqual(seventh, batch.Mine(miner));
        Assert.NotEqual(seventh, Mine(other, 7));
        Assert.NotEqual(seventh, Mine(miner, 7 + (1L << 32)));
        Assert.Equal(seventh, Mine(miner, 7));
        Assert.Equal(seventh, Mine(Create(name, seed: 3), 7));

        List<(int A, int P, int N)> Mine(ITripletMiner one, long iteration)
        {
            ((IRandomMiner)one).Restart(iteration);
            return batch.Mine(one);
        }
    }

    [Fact]
    public void Every_semi_hard_negative_of_a_pair_is_as_likely_as_any_other()
    {
        using var batch = new MinedBatch(s_labels);
        var allowed = batch.Mine(new SemiHardMiner(0.3, SemiHardChoice.All)).GroupBy(t => (t.A, t.P)).ToArray();
        var miner = new SemiHardMiner(0.3, seed: 2);
        var drawn = new Dictionary<(int A, int P, int N), int>();
        for (var i = 0; i < Rounds; i++)
        {
            miner.Restart(i);
            foreach (var triplet in batch.Mine(miner))
            {
                drawn[triplet] = drawn.GetValueOrDefault(triplet) + 1;
            }
        }

        Assert.Contains(allowed, pair => pair.Count() > 3);
        Assert.Equal(allowed.Length * Rounds, drawn.Values.Sum());
        Assert.All(allowed, pair => Assert.All(
            pair, triplet => Assert.Equal(1.0 / pair.Count(), drawn.GetValueOrDefault(triplet) / (double)Rounds, Noise)));
    }

    [Fact]
    public void A_share_of_the_allowed_negatives_is_one_of_them()
    {
        using var scope = torch.NewDisposeScope();
        bool[] mask = [false, true, true, false, false, false, true, true, true, true, true, true];
        var allowed = torch.tensor(mask).view(4, 3);
        double[] shares = [0.5, 0.5, 0, Math.BitDecrement(1)];
        var (anchors, positives) = (torch.tensor(new long[] { 0, 1, 2, 3 }), torch.tensor(new long[] { 5, 6, 7, 8 }));

        using var drawn = PairwiseMining.Drawn(anchors, positives, allowed, shares);

        Assert.Equal([0L, 2L, 3L], drawn.Anchors.data<long>().ToArray());
        Assert.Equal([5L, 7L, 8L], drawn.Positives.data<long>().ToArray());
        Assert.Equal([2L, 0L, 2L], drawn.Negatives.data<long>().ToArray());
    }

    // In single precision the greatest share rounds to 1, and no sum of weights is above that.
    [Theory]
    [InlineData(torch.ScalarType.Float64)]
    [InlineData(torch.ScalarType.Float32)]
    public void A_share_of_the_weights_falls_on_no_entry_without_weight(torch.ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        double[] shares = [0, 0.2499, 0.25, 0.9999, Math.BitDecrement(1)];
        double[] rows = [.. shares.SelectMany(_ => new[] { 0, 0.25, 0, 0.75, 0 })];
        var weights = torch.tensor(rows, [5, 5], type);

        var columns = PerAnchor.Drawn(weights, weights > 0.0, shares);

        Assert.Equal([1L, 1L, 3L, 3L, 3L], columns.data<long>().ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public void The_size_of_a_piece_changes_nothing(long piece)
    {
        using var scope = torch.NewDisposeScope();
        var labels = torch.tensor(s_labels);

        Assert.Equal(Negatives(BatchTriplets.EntriesOfAPiece), Negatives(piece));

        long[] Negatives(long size)
        {
            var draws = new MinerDraws(seed: 4);
            using var mined = PairwiseMining.Mine(
                labels,
                (a, p, masks) => PairwiseMining.Drawn(a, p, masks.Negative.index_select(0, a), draws.Next(a.shape[0])),
                size);
            return mined.Negatives.data<long>().ToArray();
        }
    }

    private static ITripletMiner Create(string name, int seed) =>
        TripletMinerCatalog.Create(name, new TripletMinerOptions { Margin = 0.3, Seed = seed });
}
