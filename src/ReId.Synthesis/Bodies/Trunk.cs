using ReId.Synthesis.Clothes;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Bodies;

/// <summary>The body from the neck to the hips, the garment over it, skirts and coats.</summary>
internal static class Trunk
{
    // Shares of the height: height above the ground, half width, half depth, shift to the front.
    private static readonly (float Y, float X, float Z, float Front)[] s_body =
    [
        (0.862f, 0.028f, 0.03f, 0.004f), (0.842f, 0.034f, 0.034f, 0), (0.83f, 0.062f, 0.042f, 0), (0.814f, 0.088f, 0.052f, 0), (0.785f, 0.102f, 0.06f, 0),
        (0.74f, 0.1f, 0.067f, 0.004f), (0.69f, 0.09f, 0.062f, 0.004f), (0.63f, 0.082f, 0.057f, 0.003f), (0.58f, 0.09f, 0.062f, 0), (0.53f, 0.098f, 0.068f, -0.004f), (0.49f, 0.094f, 0.066f, -0.004f),
    ];

    public static void Add(Mesh mesh, Person who, in Skeleton bones)
    {
        Span<Ring> rings = stackalloc Ring[s_body.Length + 2];
        var neck = Rings(who, bones, rings[..3], 0, 3, 0);
        Tube.Add(mesh, neck, who.Skin, 10);
        var top = Straps(who);
        var count = Shirt(who, bones, rings);
        Tube.Add(mesh, rings[..count], top, 18, 0.12f);
        if (who.Hem < 0.46f)
        {
            Flare(mesh, who, bones, top, 0.535f, who.Hem, who.Loose + 0.012f, 0.55f);
        }

        Tube.Add(mesh, Rings(who, bones, rings[..4], 7, 4, 0.002f), who.Bottom, 18, 0.12f);
        if (who.Legwear >= Legwear.Skirt)
        {
            Flare(mesh, who, bones, who.Bottom, 0.56f, who.Legwear == Legwear.Skirt ? 0.33f : 0.12f, 0.01f, who.Legwear == Legwear.Skirt ? 0.8f : 0.6f);
        }
    }

    /// <summary>Half widths of the trunk at a share of the height, metres.</summary>
    public static (float Across, float Deep) At(Person who, float share)
    {
        var i = 1;
        while (i < s_body.Length - 1 && s_body[i].Y > share)
        {
            i++;
        }

        var (above, below) = (s_body[i - 1], s_body[i]);
        var t = Math.Clamp((above.Y - share) / (above.Y - below.Y), 0, 1);
        return (Width(who, share, above.X + (t * (below.X - above.X))), who.Height * who.Girth * (above.Z + (t * (below.Z - above.Z))));
    }

    private static float Width(Person who, float share, float part)
    {
        var shape = share is > 0.56f and < 0.7f ? who.Waist : share >= 0.76f ? who.Shoulders : 1;
        return who.Height * part * shape * (share > 0.83f ? 1 : MathF.Sqrt(who.Girth) * (share < 0.76f ? MathF.Sqrt(who.Girth) : 1));
    }

    private static Span<Ring> Rings(Person who, in Skeleton bones, Span<Ring> into, int first, int count, float grown)
    {
        for (var i = 0; i < count; i++)
        {
            var (y, x, z, front) = s_body[first + i];
            var girth = y > 0.83f ? 1 : who.Girth;
            into[i] = new Ring(bones.Trunk(y, 0, front * who.Height), Width(who, y, x), z * who.Height * girth).Grown(grown);
        }

        return into[..count];
    }

    private static int Shirt(Person who, in Skeleton bones, Span<Ring> into)
    {
        var count = 0;
        for (var i = 1; i < s_body.Length && s_body[i].Y > who.Hem; i++)
        {
            var loose = who.Loose * (i == 1 ? 0.3f : i < 4 ? 0.6f : 1);
            into[count++] = Rings(who, bones, into.Slice(count, 1), i, 1, loose + 0.008f)[0];
        }

        if (count > 0)
        {
            var last = into[count - 1];
            into[count++] = last with { Centre = bones.Trunk(MathF.Max(who.Hem, 0.475f), 0, -0.004f * who.Height) };
        }

        return count;
    }

    /// <summary>Cloth that hangs free below the waist.</summary>
    private static void Flare(Mesh mesh, Person who, in Skeleton bones, Fabric fabric, float from, float to, float loose, float opening)
    {
        const int Rows = 6;
        Span<Ring> rings = stackalloc Ring[Rows];
        var (across, deep) = At(who, from);
        var (left, right) = (bones.Left.Knee.Z, bones.Right.Knee.Z);
        for (var i = 0; i < Rows; i++)
        {
            var t = i / (Rows - 1f);
            var low = t * (from - to) / 0.24f;
            var reach = MathF.Max(deep, (0.5f * MathF.Abs(left - right) * low) + (deep * 0.9f));
            var centre = bones.Trunk(from + (t * (to - from)), 0, 0.5f * (left + right) * MathF.Min(low, 1.2f));
            rings[i] = new(centre, across * (1 + (0.22f * opening * low)) + loose, MathF.Min(reach, deep * 2.6f) + loose);
        }

        Tube.Add(mesh, rings, fabric, 18, from: 0.3f);
    }

    private static Fabric Straps(Person who)
    {
        var colour = who.BagFabric.Main;
        return who.Bag switch
        {
            Bag.Backpack => who.Top.With(
                new Detail(Shape.Block, new(0.2f, 0.1f), new(0.045f, 0.16f), colour, default, 0),
                new Detail(Shape.Block, new(-0.2f, 0.1f), new(0.045f, 0.16f), colour, default, 0)),
            Bag.Shoulder => who.Top.With(new Detail(Shape.Strap, new(0, 0.24f), new(0.05f, 0.27f), colour, new(who.Right ? -1.6f : 1.6f, 0, 0), 0)),
            _ => who.Top,
        };
    }
}
