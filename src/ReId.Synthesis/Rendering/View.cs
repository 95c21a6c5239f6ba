using System.Numerics;

namespace ReId.Synthesis.Rendering;

/// <summary>How a body is seen: turned by yaw, from above by pitch, scaled to pixels.</summary>
internal readonly struct View(float yaw, float pitch, float scale, Vector2 feet, Vector3 light)
{
    private readonly float _sin = MathF.Sin(yaw);
    private readonly float _cos = MathF.Cos(yaw);
    private readonly float _down = MathF.Sin(pitch);
    private readonly float _flat = MathF.Cos(pitch);

    /// <summary>The direction of the light in the picture's axes, of length 1.</summary>
    public Vector3 Light { get; } = Vector3.Normalize(light);

    /// <summary>Pixels (x, y) and nearness (z, pixels) of a place of the body.</summary>
    public Vector3 Project(Vector3 at)
    {
        var x = (at.X * _cos) + (at.Z * _sin);
        var z = (at.Z * _cos) - (at.X * _sin);
        return new(feet.X + (scale * x), feet.Y - (scale * ((at.Y * _flat) - (z * _down))), scale * ((z * _flat) + (at.Y * _down)));
    }

    /// <summary>Half the width, in pixels, of an ellipse seen from here.</summary>
    public float Radius(Vector2 half) => scale * MathF.Sqrt((half.X * half.X * _cos * _cos) + (half.Y * half.Y * _sin * _sin));

    /// <summary>A direction of the picture in the body's own axes.</summary>
    public Vector3 ToBody(Vector3 normal) => new((normal.X * _cos) - (normal.Z * _sin), normal.Y, (normal.X * _sin) + (normal.Z * _cos));
}
