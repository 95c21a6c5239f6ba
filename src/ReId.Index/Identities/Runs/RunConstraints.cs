using ReId.Index.Clustering.Constraints;

namespace ReId.Index.Identities;

/// <summary>What the clusterer must keep, in order of authority: decisions, tracklets, then simultaneity.</summary>
internal static class RunConstraints
{
    // Pairs grow with the square; the planner sets apart what the clusterer was not told.
    private const int PinsToSeparate = 1500;

    public static ClusteringConstraints Build(IReadOnlyList<RunCrop> crops, IReadOnlyList<TrackletUnit> units)
    {
        var builder = new ClusteringConstraintsBuilder(crops.Count);
        var pins = new Dictionary<Guid, int>();
        foreach (var unit in units)
        {
            for (var i = 1; i < unit.Members.Count; i++)
            {
                builder.TryMustLink(unit.Members[0], unit.Members[i]);
            }

            if (unit.Pin is { } pin && !pins.TryAdd(pin, unit.Members[0]))
            {
                builder.TryMustLink(pins[pin], unit.Members[0]);
            }
        }

        var anchors = pins.Values.Order().ToList();
        for (var a = 0; a < anchors.Count && anchors.Count <= PinsToSeparate; a++)
        {
            for (var b = 0; b < a; b++)
            {
                builder.TryCannotLink(anchors[a], anchors[b]);
            }
        }

        var members = units.GroupBy(unit => unit.Pin ?? crops[unit.Members[0]].Identity).Where(group => group.Key is not null)
            .ToDictionary(group => group.Key!.Value, group => group.ToList());
        foreach (var unit in units)
        {
            foreach (var other in unit.Bans.SelectMany(ban => members.GetValueOrDefault(ban, [])))
            {
                builder.TryCannotLink(unit.Members[0], other.Members[0]);
            }
        }

        foreach (var (a, b) in Beside(units))
        {
            builder.TryCannotLink(a.Members[0], b.Members[0]);
        }

        return builder.Build();
    }

    /// <summary>Pairs that one camera saw at one moment.</summary>
    public static IEnumerable<(TrackletUnit A, TrackletUnit B)> Beside(IEnumerable<TrackletUnit> units)
    {
        foreach (var camera in units.GroupBy(unit => unit.Camera))
        {
            var open = new List<TrackletUnit>();
            foreach (var unit in camera.OrderBy(unit => unit.Start).ThenBy(unit => unit.Number))
            {
                open.RemoveAll(other => other.End < unit.Start);
                foreach (var other in open.Where(unit.IsBeside))
                {
                    yield return (other, unit);
                }

                open.Add(unit);
            }
        }
    }
}
