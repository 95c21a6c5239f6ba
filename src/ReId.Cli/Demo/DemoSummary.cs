using ReId.Cli.Output;

namespace ReId.Cli.Demo;

/// <summary>summary.json: what the demo did, in numbers. Times are seconds.</summary>
internal sealed record DemoSummary
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Cameras { get; init; }

    public required long Frames { get; init; }

    public required long Detections { get; init; }

    public required int Tracklets { get; init; }

    public required int Crops { get; init; }

    /// <summary>Crops in the gallery afterwards.</summary>
    public required long Indexed { get; init; }

    /// <summary>Pictures and crops that could not be used.</summary>
    public required int Skipped { get; init; }

    /// <summary>Groups of at least two tracklets that look like one person.</summary>
    public required int Clusters { get; init; }

    /// <summary>Tracklets that look like nobody else.</summary>
    public required int Singletons { get; init; }

    /// <summary>Crops that have another crop in their tracklet, each searched for once.</summary>
    public required int Probes { get; init; }

    /// <summary>How many of them found a crop of their own tracklet first.</summary>
    public required int OwnTrackletFirst { get; init; }

    /// <summary>Of crops of people whom another camera saw too, how many find such a crop first; null unless the footage says who is where.</summary>
    public required CameraCheck? AcrossCameras { get; init; }

    /// <summary>How <see cref="Queries"/> were chosen: among the crops that <see cref="OwnTrackletFirst"/> counts.</summary>
    public string Selection { get; } = "own tracklet first";

    public required IReadOnlyList<QuerySummary> Queries { get; init; }

    /// <summary>Whether the closed and reopened gallery gave the same matches.</summary>
    public required bool SameAfterRestart { get; init; }

    public required IReadOnlyDictionary<string, double> Timings { get; init; }
}

/// <summary>One query: its probe, its picture, and what was found, best first.</summary>
internal sealed record QuerySummary
{
    public required Guid Crop { get; init; }

    public required Guid Tracklet { get; init; }

    public required string Camera { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Other crops of the probe's tracklet that could have been found.</summary>
    public required int OthersInTracklet { get; init; }

    /// <summary>File name of the contact sheet.</summary>
    public required string Picture { get; init; }

    public required IReadOnlyList<MatchJson.Match> Matches { get; init; }
}
