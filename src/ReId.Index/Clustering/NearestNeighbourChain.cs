namespace ReId.Index.Clustering;

/// <summary>Two groups that become one; each is named by one of its leaves.</summary>
internal readonly record struct Merge(int A, int B, float Similarity);

/// <summary>
/// Builds the dendrogram by following nearest neighbours until two are each other's nearest. Gives the same tree as
/// always merging the globally closest pair, because both linkages are reducible, in quadratic instead of cubic time.
/// </summary>
internal static class NearestNeighbourChain
{
    /// <param name="similarity">Similarities of the leaves; used as working memory.</param>
    /// <param name="sizes">Crops of each leaf.</param>
    /// <param name="linkage">What the similarity of a merged group is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static List<Merge> Build(
        SimilarityMatrix similarity, int[] sizes, Linkage linkage, CancellationToken cancellationToken)
    {
        var count = similarity.Size;
        var active = Enumerable.Range(0, count).ToList();
        var chain = new List<int>(count);
        var merges = new List<Merge>(Math.Max(0, count - 1));
        while (active.Count > 1)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // 1. Start a chain at the lowest active number, so that the result does not depend on chance.
            if (chain.Count == 0)
            {
                chain.Add(active[0]);
            }

            // 2. Step to the nearest neighbour; on a tie back to where we came from, or the chain would not end.
            var tip = chain[^1];
            var nearest = chain.Count > 1 ? chain[^2] : -1;
            var best = nearest >= 0 ? similarity[tip, nearest] : float.NegativeInfinity;
            foreach (var other in active)
            {
                if (other != tip && (nearest < 0 || similarity[tip, other] > best))
                {
                    nearest = other;
                    best = similarity[tip, other];
                }
            }

            if (chain.Count < 2 || nearest != chain[^2])
            {
                chain.Add(nearest);
                continue;
            }

            // 3. Each other's nearest: merge into the lower number.
            chain.RemoveRange(chain.Count - 2, 2);
            var (kept, gone) = (Math.Min(tip, nearest), Math.Max(tip, nearest));
            merges.Add(new Merge(kept, gone, best));
            active.RemoveAt(active.BinarySearch(gone));
            foreach (var other in active)
            {
                if (other != kept)
                {
                    similarity[kept, other] = linkage == Linkage.Complete
                        ? MathF.Min(similarity[kept, other], similarity[gone, other])
                        : (float)((((double)similarity[kept, other] * sizes[kept])
                            + ((double)similarity[gone, other] * sizes[gone])) / (sizes[kept] + sizes[gone]));
                }
            }

            sizes[kept] += sizes[gone];
        }

        return merges;
    }
}
