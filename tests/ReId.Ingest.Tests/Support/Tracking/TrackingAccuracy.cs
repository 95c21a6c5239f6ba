using ReId.Ingest.Tracking;
using ReId.Ingest.Tracking.Assignment;

namespace ReId.Ingest.Tests.Support.Tracking;

/// <summary>How well tracklets agree with the truth.</summary>
/// <param name="IdentityF1">
/// IDF1: the share of detections in the tracklet that is matched with their person (Ristani et al., "Performance Measures
/// and a Data Set for Multi-Target, Multi-Camera Tracking", 2016).
/// </param>
/// <param name="Accuracy">MOTA: 1 less missed, false and switched detections by people (Bernardin and Stiefelhagen, 2008).</param>
/// <param name="Purity">Share of the tracklets' detections that show the person whom the tracklet mostly shows.</param>
internal readonly record struct TrackingAccuracy(double IdentityF1, double Accuracy, double Purity)
{
    /// <summary>Runs a tracker over frames; only what is confirmed in the end counts, as in ingestion.</summary>
    public static TrackingAccuracy Of(ITracker tracker, IEnumerable<KnownFrame> frames)
    {
        var claims = new List<(Guid Tracklet, int? Person)>();
        var confirmed = new Dictionary<Guid, bool>();
        var truth = 0;
        foreach (var frame in frames)
        {
            truth += frame.People;
            var update = tracker.Update(frame.CapturedAt, [.. frame.Sightings.Select(s => s.Sighting)]);
            for (var i = 0; i < frame.Sightings.Count; i++)
            {
                if (update.Tracklets[i] is { } tracklet)
                {
                    claims.Add((tracklet.Id, frame.Sightings[i].Person));
                    confirmed[tracklet.Id] = tracklet.Confirmed;
                }
            }

            Note(update.Ended);
        }

        Note(tracker.Finish());
        claims.RemoveAll(c => !confirmed[c.Tracklet]);
        var right = claims.Count(c => c.Person is not null);
        return new TrackingAccuracy(
            2.0 * MatchedByIdentity(claims) / (truth + claims.Count),
            1 - ((truth - right + (claims.Count - right) + Switches(claims)) / (double)truth),
            claims.GroupBy(c => c.Tracklet).Sum(MostOften) / (double)Math.Max(1, claims.Count));

        void Note(IEnumerable<TrackletState> ended)
        {
            foreach (var (id, state) in ended)
            {
                confirmed[id] = state;
            }
        }
    }

    private static int MatchedByIdentity(List<(Guid Tracklet, int? Person)> claims)
    {
        var people = claims.Select(c => c.Person).Where(p => p is not null).Distinct().ToList();
        var tracklets = claims.Select(c => c.Tracklet).Distinct().ToList();
        var shared = new double[people.Count, tracklets.Count];
        foreach (var (tracklet, person) in claims.Where(c => c.Person is not null))
        {
            shared[people.IndexOf(person), tracklets.IndexOf(tracklet)]--;
        }

        return LinearAssignment.Solve(shared, 0).Select((column, row) => column < 0 ? 0 : (int)-shared[row, column]).Sum();
    }

    private static int Switches(List<(Guid Tracklet, int? Person)> claims)
    {
        var last = new Dictionary<int, Guid>();
        var switches = 0;
        foreach (var (tracklet, person) in claims)
        {
            if (person is { } known)
            {
                switches += last.TryGetValue(known, out var before) && before != tracklet ? 1 : 0;
                last[known] = tracklet;
            }
        }

        return switches;
    }

    private static int MostOften(IEnumerable<(Guid Tracklet, int? Person)> claims) =>
        claims.Where(c => c.Person is not null).GroupBy(c => c.Person).Select(g => g.Count()).DefaultIfEmpty(0).Max();
}
