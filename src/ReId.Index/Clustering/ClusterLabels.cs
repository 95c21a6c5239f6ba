namespace ReId.Index.Clustering;

/// <summary>Cuts a dendrogram at the threshold and numbers what is left.</summary>
internal static class ClusterLabels
{
    public static ClusteringResult Cut(
        IReadOnlyList<ClusterItem> items, TrackletGroups tracklets, List<Merge> dendrogram, ClusteringOptions options)
    {
        // Merges under the cut never stand on one above it: under a reducible linkage a parent is no closer than its
        // children, so the order of the union does not matter.
        var parent = Enumerable.Range(0, tracklets.Count).ToArray();
        foreach (var merge in dendrogram.Where(merge => merge.Similarity >= options.Threshold))
        {
            var (a, b) = (Root(parent, merge.A), Root(parent, merge.B));
            parent[Math.Max(a, b)] = Math.Min(a, b);
        }

        var sizes = new int[tracklets.Count];
        for (var t = 0; t < tracklets.Count; t++)
        {
            sizes[Root(parent, t)]++;
        }

        var labels = new int[items.Count];
        var byTracklet = new Dictionary<Guid, int>(tracklets.Count);
        var numbers = new Dictionary<int, int>();
        var singletons = 0;
        for (var t = 0; t < tracklets.Count; t++)
        {
            var root = Root(parent, t);
            if (!numbers.TryGetValue(root, out var label))
            {
                var small = sizes[root] < options.MinimumTracklets;
                label = small ? ClusteringResult.Singleton : numbers.Count - singletons;
                singletons += small ? 1 : 0;
                numbers.Add(root, label);
            }

            byTracklet.Add(tracklets.Id(t), label);
            foreach (var member in tracklets.Members(t))
            {
                labels[member] = label;
            }
        }

        return new ClusteringResult
        {
            Labels = labels,
            TrackletLabels = byTracklet,
            Clusters = numbers.Count - singletons,
            Singletons = singletons,
        };
    }

    private static int Root(int[] parent, int node)
    {
        while (parent[node] != node)
        {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }

        return node;
    }
}
