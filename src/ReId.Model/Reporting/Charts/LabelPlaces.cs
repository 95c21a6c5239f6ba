using System.Text;
using ReId.Model.Reporting.Html;

namespace ReId.Model.Reporting.Charts;

/// <summary>Finds a place for each point's label where it covers neither another label nor a point.</summary>
internal sealed class LabelPlaces(PlotArea area)
{
    private const double LineHeight = 12;
    private const double Gap = 7;
    private const double Radius = 5;

    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    /// <summary>Keeps the places of points free.</summary>
    public void Reserve(IEnumerable<ChartPoint> points) => _taken.AddRange(points.Select(point => (
        area.X(point.X) - Radius, area.Y(point.Y) - Radius, area.X(point.X) + Radius, area.Y(point.Y) + Radius)));

    /// <summary>Writes the labels that the points have.</summary>
    public void Append(StringBuilder svg, IEnumerable<ChartPoint> points, string colour)
    {
        foreach (var point in points)
        {
            if (point.Label is { } label)
            {
                var (left, top) = Find(area.X(point.X), area.Y(point.Y), ChartFrame.TextWidth(label));
                svg.Append(
                    $"<text class=\"label {colour}\" x=\"{NumberText.Coordinate(left)}\" y=\"{NumberText.Coordinate(top + LineHeight - 2)}\">{HtmlText.Escape(label)}</text>");
            }
        }
    }

    private (double Left, double Top) Find(double x, double y, double width)
    {
        (double Left, double Top)[] places =
        [
            (x + Gap, y - (LineHeight / 2)),
            (x - Gap - width, y - (LineHeight / 2)),
            (x - (width / 2), y - Gap - LineHeight),
            (x - (width / 2), y + Gap),
            (x + Gap, y - Gap - LineHeight),
            (x + Gap, y + Gap),
            (x - Gap - width, y - Gap - LineHeight),
            (x - Gap - width, y + Gap),
        ];
        var best = places.MinBy(place => Cost(place.Left, place.Top, width));
        _taken.Add((best.Left, best.Top, best.Left + width, best.Top + LineHeight));
        return best;
    }

    // Ties go to the earlier place, so that labels stand to the right wherever they can.
    private double Cost(double left, double top, double width)
    {
        var (right, bottom) = (left + width, top + LineHeight);
        var outside = left < area.Left || right > ChartFrame.Width || top < 0 || bottom > area.Bottom;
        return (outside ? 1e6 : 0) + _taken.Sum(other =>
            Math.Max(0, Math.Min(right, other.Right) - Math.Max(left, other.Left))
            * Math.Max(0, Math.Min(bottom, other.Bottom) - Math.Max(top, other.Top)));
    }
}
