using System.Numerics;
using ReId.Synthesis.Bodies;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.Cameras;

/// <summary>What stays the same about a camera: where it hangs, the place it sees, its light and its lens.</summary>
internal sealed class Camera
{
    private const float Nearest = 3.5f;

    /// <param name="seed">Of the set.</param>
    /// <param name="number">From 1.</param>
    /// <param name="frame">Width and height of its frames; null draws them.</param>
    public Camera(long seed, int number, (int Width, int Height)? frame = null)
    {
        var chance = new Chance(seed, number, 2);
        var high = frame?.Height ?? chance.Pick(2, 2, 3, 3) switch { 0 => 360, 1 => 480, 2 => 720, _ => 1080 };
        var above = chance.Happens(0.25f) ? chance.Between(1.4f, 2.2f) : chance.Between(2.2f, 5.5f);
        var field = chance.Between(0.6f, 1.05f);
        Middle = chance.Between(6, 11);
        View = new(above, MathF.Atan2(above - 1, Middle), 0.5f * high / MathF.Tan(field / 2), frame?.Width ?? high * 16 / 9, high);
        Light = Light.Draw(ref chance);
        Lens = new Lens(ref chance);
        Place = new Place(ref chance);
        Heading = chance.Between(0, MathF.Tau);
        Furnish(ref chance);
    }

    public Projection View { get; }

    public Light Light { get; }

    public Lens Lens { get; }

    public Place Place { get; }

    /// <summary>Posts, bins and parked things, each with its metres ahead of the camera.</summary>
    public List<(Mesh Shape, float Ahead)> Props { get; } = [];

    /// <summary>Metres to the middle of what it sees.</summary>
    public float Middle { get; }

    /// <summary>Where most people walk, radians around the vertical.</summary>
    public float Heading { get; }

    /// <summary>A place on the ground that is well in view: x and z.</summary>
    public Vector2 Ground(ref Chance chance)
    {
        var far = MathF.Min(MathF.Min(View.Focal * 1.7f / 44, Place.Far - 1), 18);
        var z = Nearest + ((far - Nearest) * MathF.Pow(chance.Next(), 0.8f));
        return Place.Before(new(z * 0.38f * View.Width / View.Focal * chance.Between(-1, 1), z));
    }

    private void Furnish(ref Chance chance)
    {
        for (var left = chance.Below(7); left > 0; left--)
        {
            var at = new Vector3(chance.Between(-7, 7), 0, chance.Between(5, MathF.Min(20, Place.Far - 0.5f)));
            var fabric = Fabric.Plain(Palette.Cloth(ref chance), 0.05f);
            var prop = new Mesh();
            Props.Add((prop, at.Z));
            switch (chance.Below(4))
            {
                case 0:
                    Tube.Add(prop, [new(at + new Vector3(0, 4, 0), 0.06f, 0.06f), new(at, 0.08f, 0.08f)], fabric, 8);
                    break;
                case 1:
                    Tube.Add(prop, [new(at + new Vector3(0, 1, 0), 0.27f, 0.27f), new(at, 0.24f, 0.24f)], fabric, 12);
                    break;
                case 2:
                    Tube.Add(prop, [new(at + new Vector3(0, 1.45f, 0), 0.7f, 0.65f), new(at + new Vector3(0, 0.9f, 0), 1.3f, 0.85f), new(at + new Vector3(0, 0.25f, 0), 1.9f, 0.85f)], fabric, 12, 0.8f);
                    break;
                default:
                    Tube.Add(prop, [new(at + new Vector3(0, 3, 0), 0.09f, 0.09f), new(at, 0.14f, 0.14f)], Fabric.Plain(new(0.3f, 0.22f, 0.15f), 0.3f), 8);
                    Tube.AddBall(prop, at + new Vector3(0, 3.4f, 0), new(1.4f, 1.3f, 1.4f), new Fabric { Main = new(0.2f, 0.32f, 0.1f), Second = new(0.32f, 0.45f, 0.18f), Third = new(0.12f, 0.2f, 0.06f), Pattern = Pattern.Blotches, Period = 0.12f, Half = 4, Folds = 0.5f });
                    break;
            }
        }
    }
}
