using System.Numerics;

namespace ReId.Synthesis.Cameras;

/// <summary>What a camera sees when nobody is there: floor, walls, sky. The camera stands at x = z = 0 and looks along z.</summary>
internal sealed class Place
{
    private const float Elbow = 0.6f;
    private readonly Surface _floor;
    private readonly Surface _back;
    private readonly Surface _side;
    private readonly float _far;
    private readonly float _wide;
    private readonly float _high;
    private readonly Vector3 _sky;

    public Place(ref Chance chance)
    {
        _floor = Surface.Floor(ref chance);
        _back = Surface.Wall(ref chance);
        _side = Surface.Wall(ref chance);
        _far = chance.Between(9, 30);
        _wide = chance.Happens(0.6f) ? chance.Between(3, 12) * (chance.Happens(0.5f) ? 1 : -1) : 1e6f;
        _high = chance.Between(2, 14);
        _sky = Vector3.Lerp(new(0.75f, 0.8f, 0.85f), new(0.45f, 0.62f, 0.9f), chance.Next());
    }

    /// <summary>How far the floor goes, metres.</summary>
    public float Far => _far;

    /// <summary>A place on the ground moved out of the wall at the side, if it is in it.</summary>
    public Vector2 Before(Vector2 ground) => _wide > 0 ? new(MathF.Min(ground.X, _wide - Elbow), ground.Y) : new(MathF.Max(ground.X, _wide + Elbow), ground.Y);

    /// <summary>The light that comes from a direction, RGB, linear.</summary>
    /// <param name="eye">Of the camera.</param>
    /// <param name="ray">The direction.</param>
    /// <param name="light">Of the place.</param>
    /// <param name="feet">Where people stand: x and z; their shadows fall there.</param>
    public Vector3 At(Vector3 eye, Vector3 ray, in Light light, ReadOnlySpan<Vector2> feet)
    {
        var (floor, back, side) = (ray.Y < -1e-4f ? -eye.Y / ray.Y : float.MaxValue, ray.Z > 1e-4f ? _far / ray.Z : float.MaxValue, ray.X * _wide > 0 ? _wide / ray.X : float.MaxValue);
        if (floor <= back && floor <= side)
        {
            var at = eye + (floor * ray);
            return Square(_floor.At(at.X, at.Z)) * light.On(Vector3.UnitY, Shadow(at, light, feet)) * Contact(at, feet);
        }

        var wall = MathF.Min(back, side);
        var hit = eye + (wall * ray);
        if (hit.Y > _high)
        {
            return Square(_sky) * (light.Sky + (0.5f * light.Sun));
        }

        return back < side
            ? Square(_back.At(hit.X, hit.Y)) * light.On(-Vector3.UnitZ)
            : Square(_side.At(hit.Z, hit.Y)) * light.On(new(-MathF.Sign(_wide), 0, 0));
    }

    private static Vector3 Square(Vector3 colour) => colour * colour;

    private static float Shadow(Vector3 at, in Light light, ReadOnlySpan<Vector2> feet)
    {
        // A person's shadow is a narrow stripe away from the sun, soft at its rim.
        Vector2 flat = new(-light.From.X, -light.From.Z);
        var length = flat.Length();
        var reach = MathF.Min(1.75f * length / MathF.Max(light.From.Y, 0.1f), 5);
        var left = 1f;
        foreach (var foot in feet)
        {
            var off = new Vector2(at.X, at.Z) - foot;
            var along = Math.Clamp(Vector2.Dot(off, flat) / MathF.Max(length, 1e-3f), 0, reach);
            var distance = (off - (flat * (along / MathF.Max(length, 1e-3f)))).Length();
            left = MathF.Min(left, Math.Clamp((distance - 0.12f) / 0.16f, 0, 1));
        }

        return left;
    }

    private static float Contact(Vector3 at, ReadOnlySpan<Vector2> feet)
    {
        var left = 1f;
        foreach (var foot in feet)
        {
            var square = (new Vector2(at.X, at.Z) - foot).LengthSquared();
            if (square < 0.3f)
            {
                left *= 1 - (0.45f * MathF.Exp(-square / 0.06f));
            }
        }

        return left;
    }
}
