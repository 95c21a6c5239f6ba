using System.Numerics;
using ReId.Synthesis.Bodies;
using ReId.Synthesis.Cameras;
using ReId.Synthesis.Rendering;

namespace ReId.Synthesis.Crops;

/// <summary>Boxes around people: exact ones, and ones as detectors and annotators draw them.</summary>
internal static class Framing
{
    /// <summary>The smallest box around a surface, pixels of the frame.</summary>
    public static Window Around(Mesh mesh, in Projection view, Vector2 feet, float heading)
    {
        var (sin, cos) = MathF.SinCos(heading);
        Vector2 least = new(float.MaxValue), most = new(float.MinValue);
        foreach (ref readonly var corner in mesh.Corners)
        {
            var at = corner.Place;
            var seen = view.Project(new((at.X * cos) + (at.Z * sin) + feet.X, at.Y, (at.Z * cos) - (at.X * sin) + feet.Y));
            (least, most) = (Vector2.Min(least, new(seen.X, seen.Y)), Vector2.Max(most, new(seen.X, seen.Y)));
        }

        return new(least.X, least.Y, most.X - least.X, most.Y - least.Y);
    }

    /// <summary>A box that is a little off: too wide, too tight, shifted, or cut at the legs.</summary>
    /// <param name="chance">Drawn from.</param>
    /// <param name="box">The exact one.</param>
    /// <param name="aspect">Width by height of the crop.</param>
    public static Window Draw(ref Chance chance, in Window box, float aspect)
    {
        var centre = new Vector2(box.Left + (0.5f * box.Width), box.Top + (0.5f * box.Height));
        var high = box.Height * (1.04f + (0.1f * chance.Around()));
        var wide = chance.Happens(0.6f) ? high * aspect * (0.95f + (0.15f * chance.Around())) : box.Width * (1.08f + (0.15f * chance.Around()));
        wide = MathF.Max(wide, 0.3f * high);
        centre += new Vector2(0.07f * wide * chance.Around(), 0.03f * high * chance.Around());
        if (chance.Happens(0.06f))
        {
            var kept = chance.Between(0.6f, 0.9f);
            centre.Y -= 0.5f * (1 - kept) * high;
            high *= kept;
        }

        return new(centre.X - (0.5f * wide), centre.Y - (0.5f * high), wide, high);
    }
}
