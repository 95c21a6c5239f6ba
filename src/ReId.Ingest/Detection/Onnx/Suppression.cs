using OpenCvSharp;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>Greedy non-maximum suppression: of boxes that overlap the best one stays.</summary>
internal static class Suppression
{
    /// <summary>The boxes that stay, best first, in whole pixels of the frame and inside it.</summary>
    /// <param name="boxes">In pixels of the frame.</param>
    /// <param name="frame">Size of the frame.</param>
    /// <param name="samePerson">Overlap (IoU) above which two boxes mean the same person.</param>
    public static IReadOnlyList<PersonDetection> Keep(IEnumerable<ScoredBox> boxes, Size frame, double samePerson)
    {
        var kept = new List<PersonDetection>();
        foreach (var box in boxes.OrderByDescending(b => b.Score).ThenBy(b => b.X1).ThenBy(b => b.Y1))
        {
            var inside = Clipping.Inside(frame, box.X1, box.Y1, box.X2, box.Y2);
            if (inside is { Width: > 0, Height: > 0 }
                && kept.TrueForAll(k => Overlap.Iou(k.Box.ToRect(), inside.ToRect()) <= samePerson))
            {
                kept.Add(new PersonDetection(inside, Math.Clamp(box.Score, 0, 1)));
            }
        }

        return kept;
    }
}
