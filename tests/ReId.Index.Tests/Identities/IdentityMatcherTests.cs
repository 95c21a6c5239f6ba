using FsCheck;
using FsCheck.Fluent;
using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

public sealed class IdentityMatcherTests
{
    private const int Clusters = 6;
    private static readonly Guid[] s_identities = [.. Enumerable.Range(1, 5).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void NoIdentityIsGivenTwiceAndNoBetterPairIsLeftOpen() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(17, 19),
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 9), Clusters * s_identities.Length)), crops =>
        {
            var overlaps = Overlaps(crops);
            var ids = Match(overlaps);
            var given = ids.OfType<Guid>().ToList();
            Assert.Equal(given.Count, given.Distinct().Count());

            // Stable: no cluster and identity share more with each other than with the partners they got.
            Assert.DoesNotContain(overlaps, pair => pair.Crops > Shared(ids[pair.Cluster], pair.Cluster, overlaps)
                && pair.Crops > Shared(pair.Identity, Array.IndexOf(ids, pair.Identity), overlaps));
        }));

    [Fact]
    public void TheOrderOfTheInputDoesNotMatter() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(23, 29),
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 3), Clusters * s_identities.Length)), crops =>
            Assert.Equal(Match(Overlaps(crops)), Match([.. Overlaps(crops).OrderByDescending(pair => (pair.Crops * 7 % 5, pair.Cluster))]))));

    [Fact]
    public void WhatIsSettledStaysAndGoesToNobodyElse()
    {
        var ids = IdentityMatcher.Match(
            2, new Dictionary<int, Guid> { [1] = s_identities[0] }, [new Overlap(0, s_identities[0], 50), new Overlap(1, s_identities[1], 80)], Comparer<Guid>.Default);

        Assert.Equal([null, s_identities[0]], ids);
    }

    private static List<Overlap> Overlaps(int[] crops) =>
        [.. crops.Select((count, i) => new Overlap(i % Clusters, s_identities[i / Clusters], count))];

    private static Guid?[] Match(IEnumerable<Overlap> overlaps) =>
        IdentityMatcher.Match(Clusters, new Dictionary<int, Guid>(), overlaps, Comparer<Guid>.Default);

    private static int Shared(Guid? identity, int cluster, List<Overlap> overlaps) =>
        overlaps.FirstOrDefault(pair => pair.Identity == identity && pair.Cluster == cluster).Crops;
}
