using ReId.Ingest.Detection;

namespace ReId.Ingest.Tracking;

/// <summary>
/// Matches detections to the boxes that constant velocity predicts, greatest overlap first; what is left over gets a
/// second chance with widened boxes. Clothes of another colour veto a match: where two people cross, two short tracklets
/// are worth more than two that swap their people.
/// </summary>
/// <param name="options">When a detection belongs to a tracklet, and a tracklet to a person.</param>
/// <param name="scores">What the detector's scores mean; a detection that is too uncertain to begin a tracklet is not looked at.</param>
/// <param name="interval">Time from one frame to the next.</param>
internal sealed class IouTracker(TrackerOptions options, DetectorScores scores, TimeSpan interval = default) : ITracker
{
    // A person does not grow by half from one frame to the next; a box that does belongs to someone else.
    private const double MaxGrowth = 1.6;

    // A patience shorter than the time between two frames would end every tracklet at its first frame.
    private const int FramesOfPatience = 3;

    private readonly List<Track> _tracks = [];
    private readonly TimeSpan _maxAge = options.MaxAge > FramesOfPatience * interval ? options.MaxAge : FramesOfPatience * interval;

    public TrackerUpdate Update(DateTimeOffset capturedAt, IReadOnlyList<Sighting> sightings)
    {
        // 1. Tracklets that were not seen for too long are over.
        var ended = End(_tracks.Where(t => capturedAt - t.LastSeen > _maxAge));

        // 2. Certain matches first, then the ones that need wider boxes.
        var boxes = sightings.Select(s => BoxF.From(s.Box)).ToArray();
        var owners = new Track?[boxes.Length];
        Match(capturedAt, sightings, boxes, owners, 0);
        if (options.Buffer > 0)
        {
            Match(capturedAt, sightings, boxes, owners, options.Buffer);
        }

        // 3. Whoever matched nobody is new.
        var tracklets = new TrackletState?[boxes.Length];
        for (var i = 0; i < boxes.Length; i++)
        {
            if (owners[i] is { } track)
            {
                track.Update(sightings[i], capturedAt);
            }
            else if (sightings[i].Score >= scores.Start)
            {
                track = new Track(sightings[i], capturedAt);
                _tracks.Add(track);
            }
            else
            {
                continue;
            }

            tracklets[i] = State(track);
        }

        return new TrackerUpdate(tracklets, ended);
    }

    public IReadOnlyList<TrackletState> Finish() => End(_tracks);

    private void Match(DateTimeOffset at, IReadOnlyList<Sighting> sightings, BoxF[] boxes, Track?[] owners, double buffer)
    {
        var pairs =
            from track in _tracks
            where !owners.Contains(track)
            let predicted = track.Predict(at)
            from i in Enumerable.Range(0, boxes.Length)
            where owners[i] is null && sightings[i].Score >= scores.Start && SimilarSize(predicted, boxes[i])
            let iou = predicted.Widened(buffer).Iou(boxes[i].Widened(buffer))
            where iou >= options.MinIou
            let difference = track.DifferenceTo(sightings[i].Looks)
            where difference <= options.MaxColorDifference
            orderby iou * (1 - (difference / (2 * options.MaxColorDifference))) descending, i
            select (track, i);
        foreach (var (track, i) in pairs.ToArray())
        {
            if (owners[i] is null && !owners.Contains(track))
            {
                owners[i] = track;
            }
        }
    }

    private static bool SimilarSize(BoxF a, BoxF b) =>
        a.Height < b.Height * MaxGrowth && b.Height < a.Height * MaxGrowth;

    private TrackletState[] End(IEnumerable<Track> over)
    {
        Track[] tracks = [.. over];
        foreach (var track in tracks)
        {
            _tracks.Remove(track);
        }

        return [.. tracks.Select(State)];
    }

    private TrackletState State(Track track) =>
        new(track.Id, track.Hits >= options.MinHits && track.BestScore >= scores.Confirm);
}
