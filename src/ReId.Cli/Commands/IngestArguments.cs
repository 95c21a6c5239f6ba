using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ReId.Cli.Output;
using ReId.Ingest;
using ReId.Ingest.Cropping;
using ReId.Ingest.Detection;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Commands;

/// <summary>The options of ingestion, the same in <c>reid ingest</c> and <c>reid demo</c>.</summary>
internal sealed class IngestArguments
{
    public Option<string> Detector { get; } = CommonOptions.Detector();

    public Option<double?> Fps { get; }

    public Option<string?> Start { get; } = new("--start")
    {
        Description = "Capture time of the first frame, UTC (default: from the file's time stamp)",
        HelpName = "TIME",
    };

    public Option<int> CropsPerTracklet { get; } = CommonOptions.Count("--crops-per-tracklet", "Best crops kept of each tracklet", 5);

    public Option<double?> FolderFps { get; } = CommonOptions.Rate(
        "--folder-fps", "The images of a folder are a sequence of this rate (default: each stands alone)", value: null);

    // Enough to follow a walking person; what the tracker and the detector were judged at (docs/decisions/0020).
    private const double DefaultFps = 2.5;

    public Option<string> MotionGate { get; } = new("--motion-gate")
    {
        Description = "Keep frames without motion from the detector: on, off, or auto (on for cameras)",
        DefaultValueFactory = _ => "auto",
        HelpName = "on|off|auto",
    };

    public IngestArguments()
    {
        Fps = CommonOptions.Rate("--fps", "Frames per second of footage to look at", DefaultFps);
        MotionGate.AcceptOnlyFromAmong("on", "off", "auto");
    }

    public void AddTo(Command command)
    {
        command.Add(Detector);
        command.Add(Fps);
        command.Add(Start);
        command.Add(CropsPerTracklet);
        command.Add(FolderFps);
        command.Add(MotionGate);
    }

    /// <exception cref="UsageException">There is no such detector.</exception>
    public IngestOptions Options(ParseResult parsed) => new()
    {
        Detector = Known(parsed.GetValue(Detector)!),
        MotionGate = parsed.GetValue(MotionGate) switch { "on" => true, "off" => false, _ => null },
        Cropping = new CropOptions { PerTracklet = parsed.GetValue(CropsPerTracklet) },
    };

    /// <summary>How to open a source; <paramref name="camera"/> null for the file's own name.</summary>
    public FrameSourceOptions Source(ParseResult parsed, string? camera) => new()
    {
        Fps = parsed.GetValue(Fps),
        Camera = camera,
        Start = parsed.GetValue(Start) is { } start ? Clock.Parse("--start", start) : null,
        FolderFps = parsed.GetValue(FolderFps),
    };

    // Asked before anything is opened or removed; the pipeline would find out only with the first source.
    private static string Known(string detector)
    {
        using var services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();
        var names = services.GetRequiredService<PersonDetectorCatalog>().Names;
        return names.Contains(detector, StringComparer.OrdinalIgnoreCase)
            ? detector
            : throw new UsageException($"--detector '{detector}' is unknown: choose one of {string.Join(", ", names)}.");
    }
}
