using System.Numerics;

namespace ReId.Index.Clustering;

/// <summary>The similarity of every two tracklets under a linkage.</summary>
internal static class TrackletSimilarity
{
    public static SimilarityMatrix Compute(
        IReadOnlyList<ClusterItem> items, TrackletGroups tracklets, Linkage linkage, CancellationToken cancellationToken)
    {
        var similarity = new SimilarityMatrix(tracklets.Count);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        if (linkage == Linkage.Average)
        {
            // The mean over all pairs of crops is the product of the mean vectors: N² products become T².
            var means = new float[tracklets.Count][];
            Parallel.For(0, tracklets.Count, parallel, t => means[t] = Mean(items, tracklets.Members(t)));
            Parallel.For(0, tracklets.Count, parallel, a =>
            {
                var row = similarity.Row(a);
                for (var b = 0; b < a; b++)
                {
                    row[b] = Dot(means[a], means[b]);
                }
            });
            return similarity;
        }

        Parallel.For(0, tracklets.Count, parallel, a =>
        {
            var row = similarity.Row(a);
            for (var b = 0; b < a; b++)
            {
                row[b] = Least(items, tracklets.Members(a), tracklets.Members(b));
            }
        });
        return similarity;
    }

    private static float[] Mean(IReadOnlyList<ClusterItem> items, IReadOnlyList<int> members)
    {
        var mean = new float[items[members[0]].Vector.Length];
        foreach (var member in members)
        {
            var vector = items[member].Vector.Span;
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += vector[i] / members.Count;
            }
        }

        return mean;
    }

    private static float Least(IReadOnlyList<ClusterItem> items, IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var least = float.PositiveInfinity;
        foreach (var a in first)
        {
            foreach (var b in second)
            {
                least = MathF.Min(least, Dot(items[a].Vector.Span, items[b].Vector.Span));
            }
        }

        return least;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var width = Vector<float>.Count;
        Vector<float> sum0 = default, sum1 = default;
        var i = 0;
        for (; i + (2 * width) <= a.Length; i += 2 * width)
        {
            sum0 += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
            sum1 += new Vector<float>(a[(i + width)..]) * new Vector<float>(b[(i + width)..]);
        }

        var sum = Vector.Sum(sum0 + sum1);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
