using System.Globalization;
using ReId.Contracts;
using ReId.Index;

namespace ReId.Cli.Demo;

/// <summary>Who is where in rendered films: the identity that a crop shows, by its box.</summary>
internal sealed class FootageTruth
{
    // A detector's box is looser or tighter than the rendered one; half of that would be another person beside.
    private const double LeastOverlap = 0.4;

    private readonly Dictionary<(string Camera, int Frame), List<(int Identity, PixelBox Box)>> _people = [];
    private readonly DateTimeOffset _start;
    private readonly double _fps;

    /// <param name="start">Capture time of every camera's first frame.</param>
    /// <param name="fps">Frames per second of every camera.</param>
    public FootageTruth(DateTimeOffset start, double fps) => (_start, _fps) = (start, fps);

    /// <summary>Adds a camera's lines of MOT text, as <c>reid synth video</c> writes them: frame,identity,left,top,width,height,…</summary>
    public void Add(string camera, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var values = line.Split(',').Take(6).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            var key = (camera, values[0]);
            if (!_people.TryGetValue(key, out var there))
            {
                _people[key] = there = [];
            }

            there.Add((values[1], new PixelBox(values[2], values[3], values[4], values[5])));
        }
    }

    /// <summary>The identity that a crop shows; null where its box is nobody's.</summary>
    public int? Of(GalleryCrop crop)
    {
        var frame = 1 + (int)Math.Round((crop.CapturedAt - _start).TotalSeconds * _fps);
        if (!_people.TryGetValue((crop.Camera, frame), out var there))
        {
            return null;
        }

        var best = there.MaxBy(person => Iou(person.Box, crop.Box));
        return Iou(best.Box, crop.Box) >= LeastOverlap ? best.Identity : null;
    }

    private static double Iou(PixelBox a, PixelBox b)
    {
        var wide = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var high = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        var shared = wide > 0 && high > 0 ? (double)wide * high : 0;
        return shared / (((double)a.Width * a.Height) + ((double)b.Width * b.Height) - shared);
    }
}
