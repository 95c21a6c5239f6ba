using OpenCvSharp;

namespace ReId.Ingest.Detection;

/// <summary>
/// Greedy non-maximum suppression that averages the windows of a person, weighted by score, which places the box
/// better than the best window alone, and that trusts a lone window less than one with company.
/// </summary>
internal static class WindowGrouping
{
    internal readonly record struct Box(double X, double Y, double Width, double Height);

    public static IEnumerable<(Box Window, double Score)> Group(
        IReadOnlyList<Rect> windows, IReadOnlyList<double> scores, HogOptions options)
    {
        // OpenCV searches the scales in parallel, so windows come in any order; the tie-breaks make the result repeatable.
        var order = Enumerable.Range(0, windows.Count)
            .OrderByDescending(i => scores[i])
            .ThenBy(i => windows[i].X).ThenBy(i => windows[i].Y).ThenBy(i => windows[i].Width)
            .ToList();
        var kept = new List<Rect>();
        while (order.Count > 0)
        {
            var best = windows[order[0]];
            var group = order.Where(i => Overlap.Iou(windows[i], best) >= options.SamePerson).ToArray();
            order.RemoveAll(group.Contains);
            var top = scores[group[0]];
            var believed = top >= (group.Length > 1 ? options.GroupThreshold : options.LoneThreshold);
            if (!believed || kept.Exists(k => Overlap.OfSmaller(best, k) >= options.PartOfPerson))
            {
                continue;
            }

            kept.Add(best);
            yield return (Average(group, windows, scores), top);
        }
    }

    private static Box Average(int[] group, IReadOnlyList<Rect> windows, IReadOnlyList<double> scores)
    {
        double x = 0, y = 0, width = 0, height = 0, sum = 0;
        foreach (var i in group)
        {
            var weight = Math.Max(scores[i], 1e-3);
            x += weight * windows[i].X;
            y += weight * windows[i].Y;
            width += weight * windows[i].Width;
            height += weight * windows[i].Height;
            sum += weight;
        }

        return new Box(x / sum, y / sum, width / sum, height / sum);
    }
}
