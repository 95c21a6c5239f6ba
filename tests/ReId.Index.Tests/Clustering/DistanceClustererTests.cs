using ReId.Contracts;
using ReId.Index.Clustering;

namespace ReId.Index.Tests.Clustering;

public sealed class DistanceClustererTests() : ClustererContract("distance")
{
    [Theory]
    [InlineData(Linkage.Average)]
    [InlineData(Linkage.Complete)]
    public void The_result_is_that_of_always_merging_the_closest_pair(Linkage linkage)
    {
        for (var threshold = -0.1f; threshold < 0.95f; threshold += 0.15f)
        {
            var items = People(people: 9, tracklets: 4, crops: 3, noise: 1.3f).Select(item => item.Item).ToList();
            var options = new ClusteringOptions { Threshold = threshold, Linkage = linkage, MinimumTracklets = 1 };

            var labels = Clusterer.Cluster(items, options, Token).Labels;

            Assert.Equal(Partition(Closest(items, threshold, linkage)), Partition(labels));
        }
    }

    [Fact]
    public void Complete_linkage_keeps_every_pair_of_crops_above_the_threshold()
    {
        var items = People(people: 10, tracklets: 5, crops: 1, noise: 1f).Select(item => item.Item).ToList();
        var options = new ClusteringOptions { Threshold = 0.4f, Linkage = Linkage.Complete };

        var result = Clusterer.Cluster(items, options, Token);

        Assert.True(result.Clusters > 0);
        foreach (var cluster in items.Zip(result.Labels).Where(pair => pair.Second >= 0).GroupBy(pair => pair.Second))
        {
            Assert.All(
                from a in cluster from b in cluster select Dot(a.First, b.First),
                similarity => Assert.True(similarity >= 0.4 - 1e-6));
        }
    }

    [Fact]
    public void Options_that_make_no_sense_are_named()
    {
        Says("The clustering threshold is a cosine similarity from -1 to 1, not NaN.", new ClusteringOptions { Threshold = float.NaN });
        Says("The linkage is Average or Complete, not 7.", new ClusteringOptions { Linkage = (Linkage)7 });
        Says("A cluster has at least 1 tracklet; the least size cannot be 0.", new ClusteringOptions { MinimumTracklets = 0 });
        Assert.Equal(
            "There is no clusterer 'magic'; there is: distance.",
            Assert.Throws<ReIdException>(() => ClustererCatalog.Get("magic")).Message);

        void Says(string sentence, ClusteringOptions options) =>
            Assert.Equal(sentence, Assert.Throws<ReIdException>(() => Clusterer.Cluster([], options, Token)).Message);
    }

    // The textbook algorithm: look at all pairs of groups, merge the closest, begin again.
    private static int[] Closest(List<ClusterItem> items, float threshold, Linkage linkage)
    {
        var groups = items.GroupBy(item => item.TrackletId).Select(group => group.ToList()).ToList();
        while (groups.Count > 1)
        {
            var best = (A: 0, B: 0, Similarity: double.NegativeInfinity);
            for (var a = 0; a < groups.Count; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var pairs = groups[a].SelectMany(x => groups[b].Select(y => Dot(x, y)));
                    var similarity = linkage == Linkage.Average ? pairs.Average() : pairs.Min();
                    best = similarity > best.Similarity ? (a, b, similarity) : best;
                }
            }

            if (best.Similarity < threshold)
            {
                break;
            }

            groups[best.B].AddRange(groups[best.A]);
            groups.RemoveAt(best.A);
        }

        var byCrop = groups.SelectMany((group, number) => group.Select(item => (item.CropId, number))).ToDictionary();
        return [.. items.Select(item => byCrop[item.CropId])];
    }

    private static double Dot(ClusterItem a, ClusterItem b) =>
        a.Vector.ToArray().Zip(b.Vector.ToArray(), (x, y) => (double)x * y).Sum();

    // Labels renamed by first occurrence, so that partitions compare.
    private static int[] Partition(IReadOnlyList<int> labels)
    {
        var names = new Dictionary<int, int>();
        return [.. labels.Select(label => names.TryGetValue(label, out var name) ? name : names[label] = names.Count)];
    }
}
