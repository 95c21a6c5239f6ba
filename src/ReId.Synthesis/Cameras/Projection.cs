using System.Numerics;

namespace ReId.Synthesis.Cameras;

/// <summary>A pinhole camera above the ground that looks along z and down: from metres to pixels and back.</summary>
/// <param name="Above">Metres above the ground, at x = z = 0.</param>
/// <param name="Tilt">Radians downwards.</param>
/// <param name="Focal">Pixels.</param>
/// <param name="Width">Of the frame, pixels.</param>
/// <param name="Height">Of the frame, pixels.</param>
internal readonly record struct Projection(float Above, float Tilt, float Focal, int Width, int Height)
{
    private readonly float _sin = MathF.Sin(Tilt);
    private readonly float _cos = MathF.Cos(Tilt);

    public Vector3 Eye => new(0, Above, 0);

    /// <summary>Column and row of a place, and its distance along the axis in metres.</summary>
    public Vector3 Project(Vector3 at)
    {
        var up = at.Y - Above;
        var ahead = (at.Z * _cos) - (up * _sin);
        var rise = (up * _cos) + (at.Z * _sin);
        var scale = Focal / MathF.Max(ahead, 1e-3f);
        return new((0.5f * Width) - (at.X * scale), (0.5f * Height) - (rise * scale), ahead);
    }

    /// <summary>The direction in which a pixel looks; not of length 1.</summary>
    public Vector3 Ray(float column, float row)
    {
        var (x, rise) = (((0.5f * Width) - column) / Focal, ((0.5f * Height) - row) / Focal);
        return new(x, (rise * _cos) - _sin, _cos + (rise * _sin));
    }
}
