using ReId.Contracts;
using ReId.Ingest.Sources;

namespace ReId.Ingest.Detection.Boxes;

/// <summary>Hands out the boxes that a file has for each frame: another detector's, or somebody's by hand.</summary>
internal sealed class FileBoxesDetector : IPersonDetector
{
    private readonly BoxesFile _file;
    private readonly ILookup<(string? Camera, long Frame), BoxRow> _rows;
    private string? _camera;
    private long _lastFrame = -1;
    private long _longestStep = 1;
    private long _outside;

    /// <exception cref="ReIdException">There is no file, or it is bad.</exception>
    public FileBoxesDetector(PersonDetectorOptions options)
    {
        _file = BoxesFile.Read(options.Boxes is { Length: > 0 } path
            ? path
            : throw new ReIdException("This detector reads boxes from a file: name it with --boxes."));
        _rows = _file.Rows.ToLookup(row => (row.Camera, row.Frame));
        Scores = options.ScoresOr(new DetectorScores(0.4f, 0.5f));
    }

    /// <inheritdoc/>
    public bool Searches => false;

    public DetectorScores Scores { get; }

    public IReadOnlyList<string> Warnings => [.. _file.Warnings, .. Unused()];

    public IReadOnlyList<PersonDetection> Detect(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _camera = frame.Camera;
        _longestStep = _lastFrame < 0 ? _longestStep : Math.Max(_longestStep, frame.Number - _lastFrame);
        _lastFrame = Math.Max(_lastFrame, frame.Number);
        var size = frame.Image.Size();
        PersonDetection[] all = [.. _rows[(null, frame.Number)]
            .Concat(_rows[(frame.Camera, frame.Number)])
            .Select(row => new PersonDetection(
                Clipping.Inside(size, row.X, row.Y, row.X + row.Width, row.Y + row.Height),
                (float)row.Score!.Value))
            .OrderByDescending(person => person.Score)];
        PersonDetection[] inside = [.. all.Where(person => person.Box is { Width: > 0, Height: > 0 })];
        _outside += all.Length - inside.Length;
        return inside;
    }

    public void Dispose()
    {
    }

    private IEnumerable<string> Unused()
    {
        if (_camera is null)
        {
            yield break;
        }

        BoxRow[] mine = [.. _file.Rows.Where(row => row.Camera is null || row.Camera == _camera)];
        if (mine.Length == 0)
        {
            yield return $"The boxes '{_file.Path}' have none of camera {_camera}, but of {string.Join(", ", Cameras())}.";
        }

        // Sampling skips frames, so the last one of the source may lie a step behind the last one seen.
        BoxRow[] beyond = [.. mine.Where(row => row.Frame >= _lastFrame + _longestStep)];
        if (beyond.Length > 0)
        {
            yield return $"The boxes '{_file.Path}' go on to frame {beyond.Max(row => row.Frame) + 1}, "
                + $"but the last frame of {_camera} that was read is {_lastFrame + 1}: {beyond.Length} boxes were not used.";
        }

        if (_outside > 0)
        {
            yield return $"The boxes '{_file.Path}' have {_outside} boxes outside the picture of {_camera}: they were not used.";
        }
    }

    private IEnumerable<string> Cameras() =>
        _file.Rows.Select(row => row.Camera!).Distinct().Order(StringComparer.Ordinal).Take(5);
}
