using System.Numerics.Tensors;

namespace ReId.Index.Identities;

/// <summary>
/// Makes clusters keep what must be kept, whatever the clusterer was told and whatever was decided while it worked:
/// units of one pin in one cluster, no cluster with two identities that decisions or names tell apart, nobody beside
/// himself.
/// </summary>
internal sealed class ClusterRepair(IReadOnlyList<RunCrop> crops, IReadOnlyList<TrackletUnit> units, IReadOnlySet<Guid> apart)
{
    /// <param name="labels">A cluster for each crop, or -1.</param>
    /// <returns>Clusters of units, with the identity that is settled for it; in order of their first unit.</returns>
    public List<(List<TrackletUnit> Units, Guid? Settled)> Run(IReadOnlyList<int> labels)
    {
        var clusters = Grouped(labels);
        var homes = Homes(clusters);
        var result = new List<(List<TrackletUnit> Units, Guid? Settled)>();
        for (var i = 0; i < clusters.Count; i++)
        {
            var here = homes.Where(home => home.Value == i).Select(home => home.Key).Order().ToList();
            foreach (var (part, identity) in here.Count > 1 ? Divide(clusters[i], here) : [(clusters[i], here.Count == 1 ? here[0] : null)])
            {
                result.AddRange(Untangle(part, identity));
            }
        }

        return [.. result.Where(cluster => cluster.Units.Count > 0).OrderBy(cluster => cluster.Units.Min(unit => unit.Number))];
    }

    private List<List<TrackletUnit>> Grouped(IReadOnlyList<int> labels)
    {
        var byLabel = new Dictionary<int, List<TrackletUnit>>();
        var result = new List<List<TrackletUnit>>();
        foreach (var unit in units)
        {
            // A unit that was divided since, or is noise, stands alone; one that straddles clusters goes with most.
            var label = unit.Members.Select(i => labels[i]).Where(label => label >= 0).GroupBy(label => label)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => (int?)group.Key).FirstOrDefault();
            if (label is { } known && byLabel.TryGetValue(known, out var cluster))
            {
                cluster.Add(unit);
                continue;
            }

            result.Add([unit]);
            if (label is { } fresh)
            {
                byLabel[fresh] = result[^1];
            }
        }

        foreach (var pin in units.Where(unit => unit.Pin is not null).GroupBy(unit => unit.Pin))
        {
            var home = result.MaxBy(cluster => cluster.Count(unit => unit.Pin == pin.Key))!;
            foreach (var cluster in result.Where(cluster => cluster != home))
            {
                home.AddRange(cluster.Where(unit => unit.Pin == pin.Key));
                cluster.RemoveAll(unit => unit.Pin == pin.Key);
            }
        }

        return [.. result.Where(cluster => cluster.Count > 0)];
    }

    /// <summary>The cluster in which each identity that is told apart goes on: where its pins are, else most of its crops.</summary>
    private Dictionary<Guid, int> Homes(List<List<TrackletUnit>> clusters)
    {
        var weights = new Dictionary<(Guid Identity, int Cluster), (bool Pinned, int Crops)>();
        for (var i = 0; i < clusters.Count; i++)
        {
            foreach (var unit in clusters[i])
            {
                if ((unit.Pin ?? Now(unit)) is { } identity && (unit.Pin is not null || (apart.Contains(identity) && !unit.Bans.Contains(identity))))
                {
                    var (pinned, count) = weights.GetValueOrDefault((identity, i));
                    weights[(identity, i)] = (pinned || unit.Pin is not null, count + unit.Members.Count);
                }
            }
        }

        return weights.GroupBy(weight => weight.Key.Identity).ToDictionary(group => group.Key, group => group
            .OrderByDescending(weight => weight.Value.Pinned).ThenByDescending(weight => weight.Value.Crops).ThenBy(weight => weight.Key.Cluster)
            .First().Key.Cluster);
    }

    private Guid? Now(TrackletUnit unit) => crops[unit.Members[0]].Identity;

    private IEnumerable<(List<TrackletUnit> Units, Guid? Identity)> Divide(List<TrackletUnit> cluster, List<Guid> identities)
    {
        var parts = identities.ToDictionary(identity => identity, identity => cluster.Where(unit => (unit.Pin ?? Now(unit)) == identity && !unit.Bans.Contains(identity)).ToList());
        var centres = parts.ToDictionary(part => part.Key, part => Mean(part.Value));
        var placed = parts.Values.SelectMany(part => part).ToHashSet();
        foreach (var unit in cluster.Where(unit => !placed.Contains(unit)))
        {
            var own = Mean([unit]);
            var nearest = identities.Where(identity => !unit.Bans.Contains(identity))
                .OrderByDescending(identity => TensorPrimitives.CosineSimilarity<float>(own, centres[identity])).Select(identity => (Guid?)identity).FirstOrDefault();
            if (nearest is { } there)
            {
                parts[there].Add(unit);
            }
            else
            {
                yield return ([unit], null);
            }
        }

        foreach (var (identity, part) in parts)
        {
            yield return (part, identity);
        }
    }

    /// <summary>Puts out who is banned, and who was somewhere beside somebody that stays.</summary>
    private static IEnumerable<(List<TrackletUnit> Units, Guid? Identity)> Untangle(List<TrackletUnit> cluster, Guid? identity)
    {
        var beside = RunConstraints.Beside(cluster).SelectMany(pair => new[] { pair, (A: pair.B, B: pair.A) }).ToLookup(pair => pair.A, pair => pair.B);
        var stay = new HashSet<TrackletUnit>();
        foreach (var unit in cluster.OrderBy(unit => unit.Pin is null).ThenByDescending(unit => unit.Members.Count).ThenBy(unit => unit.Number))
        {
            if (unit.Pin is not null || (!(identity is { } id && unit.Bans.Contains(id)) && !beside[unit].Any(stay.Contains)))
            {
                stay.Add(unit);
            }
            else
            {
                yield return ([unit], null);
            }
        }

        yield return ([.. cluster.Where(stay.Contains)], identity);
    }

    private float[] Mean(List<TrackletUnit> part)
    {
        var mean = new float[crops[0].Vector.Length];
        foreach (var i in part.SelectMany(unit => unit.Members))
        {
            TensorPrimitives.Add(mean, crops[i].Vector.Span, mean);
        }

        return mean;
    }
}
