using System.Numerics;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.Bodies;

/// <summary>A cut through a tube.</summary>
/// <param name="Centre">Metres.</param>
/// <param name="Across">Half its width.</param>
/// <param name="Deep">Half its extent from back to front.</param>
internal readonly record struct Ring(Vector3 Centre, float Across, float Deep)
{
    public Ring Grown(float metres) => new(Centre, Across + metres, Deep + metres);
}

/// <summary>Skins a row of rings, from the upper end to the lower one.</summary>
internal static class Tube
{
    private const float Steepest = 4;

    /// <summary>Adds the surface around the rings, closed at both ends.</summary>
    /// <param name="mesh">Added to.</param>
    /// <param name="rings">From top to bottom, two at least.</param>
    /// <param name="fabric">What it is covered with.</param>
    /// <param name="sides">Corners of a ring.</param>
    /// <param name="square">0 for ellipses, towards 1 for boxes.</param>
    /// <param name="from">Metres along the fabric at the first ring.</param>
    public static void Add(Mesh mesh, ReadOnlySpan<Ring> rings, Fabric fabric, int sides = 12, float square = 0, float from = 0)
    {
        var cover = mesh.Add(fabric);
        var along = from;
        var before = -1;
        for (var i = 0; i < rings.Length; i++)
        {
            var (above, below) = (rings[Math.Max(0, i - 1)], rings[Math.Min(rings.Length - 1, i + 1)]);
            var step = below.Centre - above.Centre;
            var length = MathF.Max(step.Length(), 1e-4f);
            var down = step / length;
            var slope = Math.Clamp((below.Across + below.Deep - above.Across - above.Deep) / (2 * length), -Steepest, Steepest);
            if (i > 0)
            {
                along += Vector3.Distance(rings[i - 1].Centre, rings[i].Centre);
            }

            var first = AddRing(mesh, rings[i], down, slope, along, sides, square);
            if (before >= 0)
            {
                for (var s = 0; s < sides; s++)
                {
                    mesh.Add(before + s, before + s + 1, first + s, cover);
                    mesh.Add(before + s + 1, first + s + 1, first + s, cover);
                }
            }

            if (i == 0 || i == rings.Length - 1)
            {
                Close(mesh, rings[i], i == 0 ? -down : down, first, along, sides, cover);
            }

            before = first;
        }
    }

    /// <summary>Adds an ellipsoid that stands upright.</summary>
    public static void AddBall(Mesh mesh, Vector3 centre, Vector3 half, Fabric fabric, int sides = 14, int rows = 9, float from = -1, float to = 1)
    {
        Span<Ring> rings = stackalloc Ring[rows];
        for (var i = 0; i < rows; i++)
        {
            var height = -Math.Clamp(from + ((to - from) * i / (rows - 1)), -0.995f, 0.995f);
            var angle = MathF.Asin(height);
            var wide = MathF.Cos(angle);
            rings[i] = new(centre + new Vector3(0, half.Y * height, 0), half.X * wide, half.Z * wide);
        }

        Add(mesh, rings, fabric, sides);
    }

    private static int AddRing(Mesh mesh, in Ring ring, Vector3 down, float slope, float along, int sides, float square)
    {
        var across = Vector3.Normalize(Vector3.UnitX - (down * down.X) + new Vector3(1e-5f, 0, 0));
        var front = Vector3.Cross(down, across);
        var first = -1;
        for (var s = 0; s <= sides; s++)
        {
            var around = (2f * s / sides) - 1;
            var (sin, cos) = MathF.SinCos(around * MathF.PI);
            var stretch = 1f;
            if (square > 0)
            {
                stretch = 1 + (square * ((1 / MathF.Max(MathF.Abs(sin), MathF.Abs(cos))) - 1));
            }

            var place = ring.Centre + (across * (sin * ring.Across * stretch)) + (front * (cos * ring.Deep * stretch));
            var outward = Vector3.Normalize((across * (sin / MathF.Max(ring.Across, 1e-3f))) + (front * (cos / MathF.Max(ring.Deep, 1e-3f))));
            var corner = mesh.Add(new Corner(place, Vector3.Normalize(outward - (slope * down)), around, along));
            first = first < 0 ? corner : first;
        }

        return first;
    }

    private static void Close(Mesh mesh, in Ring ring, Vector3 outward, int first, float along, int sides, byte cover)
    {
        var middle = mesh.Add(new Corner(ring.Centre, outward, 0, along));
        for (var s = 0; s < sides; s++)
        {
            mesh.Add(first + s, first + s + 1, middle, cover);
        }
    }
}
