using ReId.Ingest.Detection;

namespace ReId.Ingest.Tracking;

/// <summary>One entry of the catalogue.</summary>
/// <param name="Name">The name that selects it, lower case.</param>
/// <param name="Create">Makes a tracker for one camera.</param>
public sealed record TrackerRegistration(string Name, Func<TrackerSetup, ITracker> Create);

/// <summary>What a tracker is made for.</summary>
/// <param name="Options">When a detection belongs to a tracklet, and a tracklet to a person.</param>
/// <param name="Scores">What the detector's scores mean.</param>
/// <param name="Interval">Time from one frame to the next, as far as it is even.</param>
public readonly record struct TrackerSetup(TrackerOptions Options, DetectorScores Scores, TimeSpan Interval);
