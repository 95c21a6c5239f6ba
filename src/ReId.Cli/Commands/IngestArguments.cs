using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ReId.Cli.Output;
using ReId.Ingest;
using ReId.Ingest.Cropping;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;
using ReId.Ingest.Tracking;

namespace ReId.Cli.Commands;

/// <summary>The options of ingestion, the same in <c>reid ingest</c> and <c>reid demo</c>.</summary>
internal sealed class IngestArguments
{
    private readonly DetectorArguments _detector = new();

    public Option<double?> Fps { get; }

    public Option<string?> Start { get; } = new("--start")
    {
        Description = "Capture time of the first frame, UTC (default: from the file's time stamp)",
        HelpName = "TIME",
    };

    public Option<int> CropsPerTracklet { get; } = CommonOptions.Count("--crops-per-tracklet", "Best crops kept of each tracklet", 5);

    public Option<double?> CropSpacing { get; } = CommonOptions.Rate(
        "--crop-spacing", "Least seconds between two crops of a tracklet", new CropOptions().Spacing.TotalSeconds);

    public Option<string> Tracker { get; } = new("--tracker")
    {
        Description = "What joins detections to tracklets: bytetrack, or iou",
        DefaultValueFactory = _ => new IngestOptions().Tracker,
        HelpName = "NAME",
    };

    public Option<double?> FolderFps { get; } = CommonOptions.Rate(
        "--folder-fps", "The images of a folder are a sequence of this rate (default: each stands alone)", value: null);

    // A day: longer than any tracklet is followed.
    private const double LongestSpacing = 86_400;

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
        MotionGate.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("on" or "off" or "auto"))
            {
                result.AddError($"--motion-gate '{token.Value}' is unknown: choose one of on, off, auto.");
            }
        });
    }

    public void AddTo(Command command)
    {
        _detector.AddTo(command);
        command.Add(Fps);
        command.Add(Start);
        command.Add(Tracker);
        command.Add(CropsPerTracklet);
        command.Add(CropSpacing);
        command.Add(FolderFps);
        command.Add(MotionGate);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="sources">How many sources it names.</param>
    /// <exception cref="UsageException">There is no such detector, or its options do not fit.</exception>
    public IngestOptions Options(ParseResult parsed, int sources)
    {
        var (detector, detection) = _detector.Read(parsed, sources);
        return new IngestOptions
        {
            Detector = detector,
            Detection = detection,
            Tracker = Known(parsed.GetValue(Tracker)!),
            MotionGate = parsed.GetValue(MotionGate) switch { "on" => true, "off" => false, _ => null },
            Cropping = Crops(parsed.GetValue(CropsPerTracklet), TimeSpan.FromSeconds(Math.Min(LongestSpacing, parsed.GetValue(CropSpacing)!.Value))),
        };
    }

    /// <summary>How to open a source; <paramref name="camera"/> null for the file's own name.</summary>
    public FrameSourceOptions Source(ParseResult parsed, string? camera) => new()
    {
        Fps = parsed.GetValue(Fps),
        Camera = camera,
        Start = parsed.GetValue(Start) is { } start ? Clock.Parse("--start", start) : null,
        FolderFps = parsed.GetValue(FolderFps),
    };

    // Crops that are further apart than a long tracklet's parts leave one for each part.
    private static CropOptions Crops(int count, TimeSpan spacing)
    {
        var options = new CropOptions { PerTracklet = count, Spacing = spacing };
        return spacing > options.LongTracklet ? options with { LongTracklet = spacing } : options;
    }

    private static string Known(string tracker)
    {
        using var services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();
        var names = services.GetRequiredService<TrackerCatalog>().Names;
        return names.Contains(tracker, StringComparer.OrdinalIgnoreCase)
            ? tracker
            : throw new UsageException($"--tracker '{tracker}' is unknown: choose one of {string.Join(", ", names)}.");
    }
}
