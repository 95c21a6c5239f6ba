namespace ReId.Index.Identities;

/// <summary>From clusters to identities: who goes on under which id, who is new, who moves, and why.</summary>
/// <param name="state">What is now; decisions made while the clusterer worked are in it.</param>
/// <param name="minimumTracklets">Tracklets that make a new identity.</param>
internal sealed class RunPlanner(IdentityState state, int minimumTracklets)
{
    /// <param name="crops">The crops that were clustered.</param>
    /// <param name="labels">A cluster for each, or -1.</param>
    /// <param name="run">The run.</param>
    /// <param name="clock">Gives times.</param>
    public (List<Change> Changes, RunReport Report) Plan(
        IReadOnlyList<RunCrop> crops, IReadOnlyList<int> labels, Guid run, Func<DateTimeOffset> clock)
    {
        // 1. What belongs together now, and clusters that keep it.
        crops = [.. crops.Select(crop => crop with { Identity = state.IdentityOf(crop.CropId) })];
        var units = TrackletUnits.Build(crops, state.Rules);
        var apart = state.Identities.Values.Where(identity => identity.Name is not null).Select(identity => identity.Id)
            .Concat(state.Rules.Decided).ToHashSet();
        var clusters = new ClusterRepair(crops, units, apart).Run(labels);

        // 2. Ids. An identity that is told apart goes only where it is settled.
        var settled = new Dictionary<int, Guid>();
        for (var i = 0; i < clusters.Count; i++)
        {
            if (clusters[i].Settled is { } identity)
            {
                settled[i] = identity;
            }
        }

        var overlaps = clusters.SelectMany((cluster, i) => cluster.Units
            .SelectMany(unit => unit.Members.Where(m => crops[m].Identity is { } id && !unit.Bans.Contains(id)).Select(m => crops[m].Identity!.Value))
            .CountBy(identity => identity).Select(count => new Overlap(i, count.Key, count.Value)));
        var age = Comparer<Guid>.Create((a, b) => (state.Identities[a].CreatedAt, a).CompareTo((state.Identities[b].CreatedAt, b)));
        var ids = IdentityMatcher.Match(clusters.Count, settled, overlaps, age);

        // 3. Crops.
        var changes = new List<Change>();
        var target = new Guid?[crops.Count];
        var fresh = new HashSet<Guid>();
        for (var i = 0; i < clusters.Count; i++)
        {
            var identity = ids[i];
            if (identity is null && clusters[i].Units.Count >= minimumTracklets)
            {
                var at = clock();
                identity = Guid.CreateVersion7(at);
                fresh.Add(identity.Value);
                changes.Add(new IdentityChange(identity.Value, null, new Identity { Id = identity.Value, CreatedAt = at, UpdatedAt = at }));
            }

            foreach (var unit in clusters[i].Units.Where(unit => identity is { } id && !unit.Bans.Contains(id)))
            {
                foreach (var member in unit.Members)
                {
                    target[member] = identity;
                }
            }
        }

        var assigned = clock();
        for (var i = 0; i < crops.Count; i++)
        {
            if (target[i] != crops[i].Identity)
            {
                var after = target[i] is { } id ? new Assignment(id, AssignmentOrigin.Cluster, null, assigned, run) : null;
                changes.Add(new AssignmentChange(crops[i].CropId, state.Assignments.GetValueOrDefault(crops[i].CropId), after, Why(crops[i].Identity, target[i], fresh)));
            }
        }

        // 4. Who went into whom.
        var moved = Enumerable.Range(0, crops.Count).Where(i => crops[i].Identity is not null && target[i] != crops[i].Identity).ToList();
        var left = target.OfType<Guid>().ToHashSet();
        var seen = crops.Select(crop => crop.CropId).ToHashSet();
        var joins = 0;
        foreach (var gone in moved.GroupBy(i => crops[i].Identity!.Value).OrderBy(group => group.Key))
        {
            var heir = gone.Select(i => target[i]).OfType<Guid>().CountBy(id => id).OrderByDescending(count => count.Value).ThenBy(count => count.Key)
                .Select(count => (Guid?)count.Key).FirstOrDefault();
            if (heir is { } into && !left.Contains(gone.Key) && !apart.Contains(gone.Key) && state.Members(gone.Key).All(seen.Contains))
            {
                var before = state.Identities[gone.Key];
                changes.Add(new IdentityChange(gone.Key, before, before with { MergedInto = into, UpdatedAt = clock() }));
                joins++;
            }
        }

        var splits = moved.Select(i => target[i]).OfType<Guid>().Where(fresh.Contains).Distinct().Count();
        return (changes, new RunReport
        {
            Crops = crops.Count,
            Clusters = left.Count,
            Singletons = units.Count(unit => target[unit.Members[0]] is null),
            NewIdentities = fresh.Count,
            Joins = joins,
            Splits = splits,
            ChangedCrops = changes.OfType<AssignmentChange>().Count(),
        });
    }

    private static string Why(Guid? from, Guid? to, HashSet<Guid> fresh) => (from, to) switch
    {
        (null, { } id) when fresh.Contains(id) => "seen often enough to be somebody new",
        (null, _) => "looks like this identity",
        (_, null) => "looks like nobody known any more",
        (_, { } id) when fresh.Contains(id) => "the run tells it apart from its old identity",
        _ => "looks more like this identity than like its old one",
    };
}
