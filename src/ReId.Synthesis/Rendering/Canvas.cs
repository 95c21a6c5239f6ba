using System.Numerics;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Rendering;

/// <summary>A picture with depth. Body parts are tapered capsules, shaded per pixel; one canvas serves one thread.</summary>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
internal sealed class Canvas(int width, int height)
{
    private readonly float[] _depth = new float[width * height];

    public int Width => width;

    public int Height => height;

    /// <summary>Height×width colours, RGB in [0, 1].</summary>
    public Vector3[] Colours { get; } = new Vector3[width * height];

    public void ClearDepth() => Array.Fill(_depth, float.NegativeInfinity);

    /// <summary>Draws a part between two places of the body (metres: x left, y up, z front).</summary>
    /// <param name="view">Where the body stands in the picture.</param>
    /// <param name="from">The upper end.</param>
    /// <param name="to">The lower end.</param>
    /// <param name="upper">Half widths at the upper end: x sideways, y from back to front.</param>
    /// <param name="lower">Half widths at the lower end.</param>
    /// <param name="cloth">What it is covered with.</param>
    public void Part(in View view, Vector3 from, Vector3 to, Vector2 upper, Vector2 lower, Cloth cloth)
    {
        var (a, b) = (view.Project(from), view.Project(to));
        var (ra, rb) = (view.Radius(upper), view.Radius(lower));
        var most = MathF.Max(ra, rb);
        var axis = new Vector2(b.X - a.X, b.Y - a.Y);
        var square = MathF.Max(axis.LengthSquared(), 1e-6f);
        var length = Vector3.Distance(from, to);
        var (left, right) = (Math.Max(0, (int)(MathF.Min(a.X, b.X) - most)), Math.Min(width - 1, (int)(MathF.Max(a.X, b.X) + most)));
        var (top, bottom) = (Math.Max(0, (int)(MathF.Min(a.Y, b.Y) - most)), Math.Min(height - 1, (int)(MathF.Max(a.Y, b.Y) + most)));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var at = new Vector2(x - a.X, y - a.Y);
                var t = Math.Clamp(Vector2.Dot(at, axis) / square, 0, 1);
                var radius = ra + (t * (rb - ra));
                var off = (at - (t * axis)) / radius;
                var inside = 1 - off.LengthSquared();
                if (inside <= 0)
                {
                    continue;
                }

                var normal = new Vector3(off, MathF.Sqrt(inside));
                var depth = a.Z + (t * (b.Z - a.Z)) + (normal.Z * radius);
                ref var nearest = ref _depth[(y * width) + x];
                if (depth <= nearest)
                {
                    continue;
                }

                nearest = depth;
                var colour = cloth.At(t * length, view.ToBody(normal));
                var light = 0.45f + (0.2f * -normal.Y) + (0.55f * MathF.Max(0, Vector3.Dot(normal, view.Light)));
                Colours[(y * width) + x] = colour * light;
            }
        }
    }
}
