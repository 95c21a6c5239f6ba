using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Sources;

namespace ReId.Ingest.Detection;

/// <summary>
/// OpenCV's pedestrian detector: histograms of oriented gradients and a linear SVM (Dalal and Triggs, CVPR 2005). It
/// needs no weight file, finds upright people of whom most is visible, and mistakes lamp posts for them now and then.
/// </summary>
internal sealed class HogPersonDetector : IPersonDetector
{
    private static readonly Size s_stride = new(8, 8);
    private static readonly Size s_padding = new(16, 16);

    private readonly HOGDescriptor _hog = new();
    private readonly HogOptions _options;

    public HogPersonDetector(HogOptions? options = null, PersonDetectorOptions? common = null)
    {
        _options = options ?? new HogOptions();
        Scores = (common ?? new PersonDetectorOptions()).ScoresOr(new DetectorScores(0, 0.6f));
        _hog.SetSVMDetector(HOGDescriptor.GetDefaultPeopleDetector());
    }

    public DetectorScores Scores { get; }

    public IReadOnlyList<PersonDetection> Detect(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var image = frame.Image;
        var factor = Math.Min(_options.MaxEnlargement, Math.Sqrt((double)_options.WorkingArea / image.Total()));
        using var work = image.Resize(
            new Size(Math.Max(1, Math.Round(image.Width * factor)), Math.Max(1, Math.Round(image.Height * factor))),
            0, 0, factor < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear);
        if (work.Width < 64 || work.Height < 128)
        {
            // Smaller than the window: OpenCV would search beyond the picture's edge.
            return [];
        }

        // OpenCV's own grouping loses the scores, so it is switched off (0) and done here.
        var windows = _hog.DetectMultiScale(
            work, out var scores, _options.HitThreshold, s_stride, s_padding, _options.ScaleStep, 0);
        return [.. WindowGrouping
            .Group(windows, scores, _options)
            .Select(g => new PersonDetection(ToFrame(g.Window, factor, image), Confidence(g.Score)))
            .Where(d => d.Box is { Width: > 0, Height: > 0 })];
    }

    public void Dispose() => _hog.Dispose();

    /// <summary>A logistic squashing of the distance from the plane, which rarely exceeds 2.5.</summary>
    private static float Confidence(double score) => (float)(1 / (1 + Math.Exp(-2 * (score - 0.6))));

    private PixelBox ToFrame(WindowGrouping.Box window, double factor, Mat image)
    {
        var x1 = Math.Clamp((int)Math.Round((window.X + (window.Width * _options.TrimX)) / factor), 0, image.Width);
        var y1 = Math.Clamp((int)Math.Round((window.Y + (window.Height * _options.TrimY)) / factor), 0, image.Height);
        var x2 = Math.Clamp((int)Math.Round((window.X + (window.Width * (1 - _options.TrimX))) / factor), 0, image.Width);
        var y2 = Math.Clamp((int)Math.Round((window.Y + (window.Height * (1 - _options.TrimY))) / factor), 0, image.Height);
        return new PixelBox(x1, y1, x2 - x1, y2 - y1);
    }
}
