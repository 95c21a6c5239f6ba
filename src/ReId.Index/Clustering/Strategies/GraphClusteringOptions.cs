namespace ReId.Index.Clustering.Strategies;

/// <summary>What the strategies over distance graphs need; each uses some of it.</summary>
public sealed record GraphClusteringOptions
{
    /// <summary>
    /// Greatest distance of two that belong together, in the unit of the graph (Jaccard: 0 to 1); at least 0, default
    /// 0.7. DBSCAN: radius. Agglomerative: clusters merge while less than this apart. HDBSCAN and whispers: farther ones
    /// are not neighbours.
    /// </summary>
    public double Eps { get; init; } = 0.7;

    /// <summary>DBSCAN, HDBSCAN: rows within reach, itself included, that make a core; at least 1, default 4.</summary>
    public int MinSamples { get; init; } = 4;

    /// <summary>Clusters of fewer rows are noise, unless must-link joins them; at least 1, default 1 (HDBSCAN: at least 2).</summary>
    public int MinSize { get; init; } = 1;

    /// <summary>Agglomerative: what the distance of two clusters is; default average.</summary>
    public Linkage Linkage { get; init; } = Linkage.Average;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ClusteringSettingException">A value is out of its range; says which.</exception>
    public void Validate()
    {
        if (!(Eps >= 0) || double.IsPositiveInfinity(Eps))
        {
            throw new ClusteringSettingException(name => FormattableString.Invariant($"{name("eps")} is a distance of at least 0, not {Eps}."));
        }

        if (MinSamples < 1)
        {
            throw new ClusteringSettingException(name => $"{name("minSamples")} is at least 1, not {MinSamples}.");
        }

        if (MinSize < 1)
        {
            throw new ClusteringSettingException(name => $"{name("minSize")} is at least 1, not {MinSize}.");
        }

        if (!Enum.IsDefined(Linkage))
        {
            throw new ClusteringSettingException(name => $"{name("linkage")} is average, complete or single, not {Linkage}.");
        }
    }
}
