using System.CommandLine;
using ReId.Cli.Output;
using ReId.Ingest.Cropping;
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

    public Option<double?> FolderFps { get; } = new("--folder-fps")
    {
        Description = "The images of a folder are a sequence of this rate (default: each stands alone)",
        HelpName = "N",
    };

    public IngestArguments(double? fps)
    {
        Fps = new Option<double?>("--fps")
        {
            Description = "Frames per second of footage to look at",
            DefaultValueFactory = _ => fps,
            HelpName = "N",
        };
    }

    public void AddTo(Command command)
    {
        command.Add(Detector);
        command.Add(Fps);
        command.Add(Start);
        command.Add(CropsPerTracklet);
        command.Add(FolderFps);
    }

    public IngestOptions Options(ParseResult parsed) => new()
    {
        Detector = parsed.GetValue(Detector)!,
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
}
