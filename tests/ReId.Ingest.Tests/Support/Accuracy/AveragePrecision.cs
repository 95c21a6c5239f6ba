using ReId.Contracts;
using ReId.Ingest.Detection;

namespace ReId.Ingest.Tests.Support.Accuracy;

/// <summary>
/// Average precision of detections that overlap the truth by an IoU of 0.5, as area under the precision that is reached
/// at each recall or beyond (Everingham et al., "The PASCAL Visual Object Classes Challenge", IJCV 2010).
/// </summary>
internal sealed class AveragePrecision
{
    private const double SamePerson = 0.5;
    private readonly List<(float Score, bool Right)> _detections = [];
    private int _people;

    public void Add(IReadOnlyList<PersonDetection> found, IReadOnlyList<PixelBox> truth)
    {
        _people += truth.Count;
        var left = truth.ToList();
        foreach (var detection in found.OrderByDescending(d => d.Score))
        {
            var best = left.Select(t => (Box: t, Iou: Overlap.Iou(t.ToRect(), detection.Box.ToRect()))).DefaultIfEmpty().MaxBy(t => t.Iou);
            var right = best.Iou >= SamePerson && left.Remove(best.Box);
            _detections.Add((detection.Score, right));
        }
    }

    public double Value
    {
        get
        {
            var right = 0;
            var curve = _detections.OrderByDescending(d => d.Score).Select((d, i) =>
            {
                right += d.Right ? 1 : 0;
                return (Precision: right / (i + 1.0), Recall: right / (double)_people);
            }).ToArray();
            double area = 0, best = 0, upper = curve.Length > 0 ? curve[^1].Recall : 0;
            foreach (var (precision, recall) in curve.Reverse())
            {
                area += best * (upper - recall);
                (best, upper) = (Math.Max(best, precision), recall);
            }

            return area + (best * upper);
        }
    }
}
