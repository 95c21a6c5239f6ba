namespace ReId.Index.Identities;

/// <summary>How many crops of an identity of yesterday are in a cluster of today.</summary>
internal readonly record struct Overlap(int Cluster, Guid Identity, int Crops);

/// <summary>
/// Gives clusters the ids of the identities they continue. Pairs are settled in the order of shared crops, so every
/// identity and every cluster gets the partner it shares most with, unless that one is taken by a pair that shares more.
/// Ties go to the older identity, then to the lower cluster: the same input gives the same ids.
/// </summary>
internal static class IdentityMatcher
{
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="settled">Clusters whose identity a decision settled; these identities go to no other cluster.</param>
    /// <param name="overlaps">Shared crops of clusters and identities; pairs that share none may be left out.</param>
    /// <param name="age">Orders identities, oldest first.</param>
    /// <returns>The identity of each cluster, or null where none continues in it.</returns>
    public static Guid?[] Match(
        int clusters, IReadOnlyDictionary<int, Guid> settled, IEnumerable<Overlap> overlaps, IComparer<Guid> age)
    {
        var result = new Guid?[clusters];
        var taken = new HashSet<Guid>();
        foreach (var (cluster, identity) in settled)
        {
            result[cluster] = identity;
            if (!taken.Add(identity))
            {
                throw new ArgumentException($"identity {identity} is settled for two clusters", nameof(settled));
            }
        }

        foreach (var pair in overlaps.Where(pair => pair.Crops > 0)
            .OrderByDescending(pair => pair.Crops).ThenBy(pair => pair.Identity, age).ThenBy(pair => pair.Cluster))
        {
            if (result[pair.Cluster] is null && taken.Add(pair.Identity))
            {
                result[pair.Cluster] = pair.Identity;
            }
        }

        return result;
    }
}
