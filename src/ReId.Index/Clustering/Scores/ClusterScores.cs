namespace ReId.Index.Clustering.Scores;

/// <summary>
/// How well clusters agree with identities. Labels are plain symbols: −1 is one cluster like any other, as in
/// scikit-learn.
/// </summary>
public sealed record ClusterScores
{
    /// <summary>Adjusted Rand index, at most 1; about 0 for chance (Hubert and Arabie, 1985).</summary>
    public required double AdjustedRand { get; init; }

    /// <summary>Mutual information over the mean of both entropies, 0 to 1.</summary>
    public required double NormalisedMutualInformation { get; init; }

    /// <summary>Whether clusters hold one identity only, 0 to 1.</summary>
    public required double Homogeneity { get; init; }

    /// <summary>Whether identities lie in one cluster only, 0 to 1.</summary>
    public required double Completeness { get; init; }

    /// <summary>Harmonic mean of homogeneity and completeness.</summary>
    public required double VMeasure { get; init; }

    /// <summary>Mean over rows of the share of its cluster that is its identity (Bagga and Baldwin, 1998).</summary>
    public required double BCubedPrecision { get; init; }

    /// <summary>Mean over rows of the share of its identity that is in its cluster.</summary>
    public required double BCubedRecall { get; init; }

    /// <summary>Harmonic mean of the two.</summary>
    public required double BCubedF { get; init; }

    /// <summary>Share of the pairs in one cluster that are one identity; 1 without such pairs.</summary>
    public required double PairwisePrecision { get; init; }

    /// <summary>Share of the pairs of one identity that are in one cluster; 1 without such pairs.</summary>
    public required double PairwiseRecall { get; init; }

    /// <summary>Harmonic mean of the two.</summary>
    public required double PairwiseF { get; init; }

    /// <summary>Share of rows whose identity is the most frequent of their cluster.</summary>
    public required double Purity { get; init; }

    /// <summary>Compares clusters with identities.</summary>
    /// <param name="identities">The truth, any number for each row.</param>
    /// <param name="clusters">The clusters, as many.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static ClusterScores Of(ReadOnlySpan<int> identities, ReadOnlySpan<int> clusters)
    {
        if (identities.Length != clusters.Length || identities.IsEmpty)
        {
            throw new ArgumentException($"there are {identities.Length} identities and {clusters.Length} clusters", nameof(clusters));
        }

        var table = Contingency.Of(identities, clusters);
        double n = identities.Length;
        var (mutual, ofIdentities, ofClusters) = table.Entropies();
        var homogeneity = ofIdentities == 0 ? 1 : mutual / ofIdentities;
        var completeness = ofClusters == 0 ? 1 : mutual / ofClusters;
        var both = table.Cells.Sum(cell => (double)cell.Count * cell.Count);
        var byIdentity = table.Identities.Sum(count => (double)count * count);
        var byCluster = table.Clusters.Sum(count => (double)count * count);
        var bcubedPrecision = table.Cells.Sum(cell => (double)cell.Count * cell.Count / table.Clusters[cell.Cluster]) / n;
        var bcubedRecall = table.Cells.Sum(cell => (double)cell.Count * cell.Count / table.Identities[cell.Identity]) / n;
        var precision = byCluster == n ? 1 : (both - n) / (byCluster - n);
        var recall = byIdentity == n ? 1 : (both - n) / (byIdentity - n);
        return new ClusterScores
        {
            AdjustedRand = Rand(n, both, byIdentity, byCluster),
            NormalisedMutualInformation = ofIdentities == 0 && ofClusters == 0 ? 1 : mutual / ((ofIdentities + ofClusters) / 2),
            Homogeneity = homogeneity,
            Completeness = completeness,
            VMeasure = Harmonic(homogeneity, completeness),
            BCubedPrecision = bcubedPrecision,
            BCubedRecall = bcubedRecall,
            BCubedF = Harmonic(bcubedPrecision, bcubedRecall),
            PairwisePrecision = precision,
            PairwiseRecall = recall,
            PairwiseF = Harmonic(precision, recall),
            Purity = table.Cells.GroupBy(cell => cell.Cluster).Sum(cells => (double)cells.Max(cell => cell.Count)) / n,
        };
    }

    private static double Rand(double n, double both, double byIdentity, double byCluster)
    {
        var (falseNegatives, falsePositives) = (byIdentity - both, byCluster - both);
        var (truePositives, trueNegatives) = (both - n, (n * n) - byIdentity - byCluster + both);
        return falseNegatives == 0 && falsePositives == 0
            ? 1
            : 2 * ((truePositives * trueNegatives) - (falseNegatives * falsePositives))
                / (((truePositives + falseNegatives) * (falseNegatives + trueNegatives)) + ((truePositives + falsePositives) * (falsePositives + trueNegatives)));
    }

    private static double Harmonic(double a, double b) => a + b == 0 ? 0 : 2 * a * b / (a + b);
}
