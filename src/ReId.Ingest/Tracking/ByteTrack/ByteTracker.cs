using ReId.Ingest.Detection;
using ReId.Ingest.Tracking.Assignment;

namespace ReId.Ingest.Tracking.ByteTrack;

/// <summary>
/// ByteTrack (Zhang et al., "ByteTrack: Multi-Object Tracking by Associating Every Detection Box", ECCV 2022): a Kalman
/// filter predicts each box, the assignment of greatest total overlap joins tracklets and certain detections, and what
/// is left of the tracklets may continue with uncertain ones, which are mostly people half hidden. Made for video of a
/// few frames per second too: the filter uses the true time between frames, boxes are widened by what the filter does
/// not know, and clothes of another colour veto a match.
/// </summary>
internal sealed class ByteTracker : ITracker
{
    // A person does not grow by half from one frame to the next; a box that does belongs to someone else.
    private const double MaxGrowth = 1.6;

    // A patience shorter than the time between two frames would end every tracklet at its first frame.
    private const int FramesOfPatience = 3;

    /// <summary>Uncertain detections overlap with anything: they must fit better (ByteTrack's second threshold).</summary>
    private const double MinUncertainIou = 0.5;

    private readonly TrackerOptions _options;
    private readonly DetectorScores _scores;
    private readonly TimeSpan _maxAge;
    private readonly List<ByteTrackTracklet> _tracklets = [];
    private DateTimeOffset _previous;

    /// <param name="options">When a detection belongs to a tracklet, and a tracklet to a person.</param>
    /// <param name="scores">What the detector's scores mean.</param>
    /// <param name="interval">Time from one frame to the next.</param>
    public ByteTracker(TrackerOptions options, DetectorScores scores, TimeSpan interval)
    {
        _options = options;
        _scores = scores;
        _maxAge = options.MaxAge > FramesOfPatience * interval ? options.MaxAge : FramesOfPatience * interval;
    }

    public TrackerUpdate Update(DateTimeOffset capturedAt, IReadOnlyList<Sighting> sightings)
    {
        // 1. Tracklets that were not seen for too long are over; the others are predicted.
        var ended = End(_tracklets.Where(t => capturedAt - t.LastSeen > _maxAge));
        foreach (var tracklet in _tracklets)
        {
            tracklet.Predict(capturedAt);
        }

        int[] certain = [.. Enumerable.Range(0, sightings.Count).Where(i => sightings[i].Score >= _scores.Start)];
        int[] uncertain = [.. Enumerable.Range(0, sightings.Count).Where(i => sightings[i].Score < _scores.Start)];
        var boxes = sightings.Select(s => BoxF.From(s.Box)).ToArray();
        var owners = new ByteTrackTracklet?[sightings.Count];

        // 2. People with the certain detections; false alarms must not take them away.
        Match(_tracklets.Where(IsConfirmed), certain, sightings, boxes, owners, _options.MinIou, 1);

        // 3. People who were there a moment ago with the uncertain ones.
        Match(
            _tracklets.Where(t => IsConfirmed(t) && t.LastSeen >= _previous), uncertain, sightings, boxes, owners, MinUncertainIou, 0);

        // 4. What may become a person with the certain ones that are left.
        Match(_tracklets.Where(t => !IsConfirmed(t)), certain, sightings, boxes, owners, _options.MinIou, 1);

        // 5. Certain detections that nobody owns are somebody new; uncertain ones are nothing.
        var states = new TrackletState?[sightings.Count];
        for (var i = 0; i < sightings.Count; i++)
        {
            if (owners[i] is { } tracklet)
            {
                tracklet.Update(sightings[i], capturedAt);
            }
            else if (sightings[i].Score >= _scores.Start)
            {
                tracklet = new ByteTrackTracklet(sightings[i], capturedAt);
                _tracklets.Add(tracklet);
            }
            else
            {
                continue;
            }

            states[i] = State(tracklet);
        }

        _previous = capturedAt;
        return new TrackerUpdate(states, ended);
    }

    public IReadOnlyList<TrackletState> Finish() => End(_tracklets);

    private void Match(
        IEnumerable<ByteTrackTracklet> candidates, int[] detections, IReadOnlyList<Sighting> sightings, BoxF[] boxes,
        ByteTrackTracklet?[] owners, double minIou, double widening)
    {
        ByteTrackTracklet[] rows = [.. candidates.Except(owners.OfType<ByteTrackTracklet>())];
        int[] columns = [.. detections.Where(i => owners[i] is null)];
        if (rows.Length == 0 || columns.Length == 0)
        {
            return;
        }

        var costs = new double[rows.Length, columns.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                costs[r, c] = Cost(rows[r], boxes[columns[c]], sightings[columns[c]], minIou, widening);
            }
        }

        var columnOf = LinearAssignment.Solve(costs, 1);
        for (var r = 0; r < rows.Length; r++)
        {
            if (columnOf[r] >= 0)
            {
                owners[columns[columnOf[r]]] = rows[r];
            }
        }
    }

    /// <summary>1 less the overlap, less when the colours differ; infinite for what cannot be the same person.</summary>
    private double Cost(ByteTrackTracklet tracklet, BoxF box, Sighting sighting, double minIou, double widening)
    {
        var predicted = tracklet.Box;
        var difference = tracklet.DifferenceTo(sighting.Looks);
        if (difference > _options.MaxColorDifference || !(predicted.Height < box.Height * MaxGrowth && box.Height < predicted.Height * MaxGrowth))
        {
            return double.PositiveInfinity;
        }

        // At 25 frames a second the filter knows the place and nothing is widened; at 2 it may be a whole width away.
        var (x, y) = tracklet.Deviation;
        var dx = Math.Min(widening * x, _options.Buffer * predicted.Width);
        var dy = Math.Min(widening * y, _options.Buffer * predicted.Height);
        var iou = predicted.Widened(dx, dy).Iou(box.Widened(dx, dy));
        return iou >= minIou ? 1 - (iou * (1 - (difference / (2 * _options.MaxColorDifference)))) : double.PositiveInfinity;
    }

    private TrackletState[] End(IEnumerable<ByteTrackTracklet> over)
    {
        ByteTrackTracklet[] tracklets = [.. over];
        _tracklets.RemoveAll(tracklets.Contains);
        return [.. tracklets.Select(State)];
    }

    private bool IsConfirmed(ByteTrackTracklet tracklet) => tracklet.Hits >= _options.MinHits && tracklet.BestScore >= _scores.Confirm;

    private TrackletState State(ByteTrackTracklet tracklet) => new(tracklet.Id, IsConfirmed(tracklet));
}
