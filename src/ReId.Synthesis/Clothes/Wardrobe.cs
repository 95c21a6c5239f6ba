using System.Numerics;

namespace ReId.Synthesis.Clothes;

/// <summary>Draws fabrics.</summary>
internal static class Wardrobe
{
    /// <summary>What is worn above the hips.</summary>
    /// <param name="chance">Drawn from.</param>
    /// <param name="open">Whether it is a jacket that shows a shirt in front.</param>
    public static Fabric Top(ref Chance chance, bool open)
    {
        List<Detail> details = [];
        Prints(ref chance, details);
        if (open)
        {
            details.Add(new(Shape.Block, new(chance.Between(-0.02f, 0.02f), 0.35f), new(chance.Between(0.05f, 0.2f), 0.4f), Palette.Cloth(ref chance), default, 0));
        }
        else if (chance.Happens(0.25f))
        {
            details.Add(new(Shape.Block, new(0, 0.3f), new(0.012f, 0.32f), Palette.Cloth(ref chance), default, 0));
        }

        if (chance.Happens(0.2f))
        {
            details.Add(new(Shape.Block, new(0, 0.01f), new(1, 0.035f), Palette.Cloth(ref chance), default, 0));
        }

        var pattern = (Pattern)chance.Pick(9, 1.6f, 0.8f, 1.2f, 0.6f, 0.8f, 1.2f, 0.5f, 1, 0.8f, 0.8f);
        return Draw(ref chance, pattern, details, 0.28f);
    }

    /// <summary>Trousers, shorts or a skirt.</summary>
    public static Fabric Bottom(ref Chance chance)
    {
        List<Detail> details = [];
        if (chance.Happens(0.12f))
        {
            var colour = Palette.Cloth(ref chance);
            details.Add(new(Shape.Block, new(0.5f, 0.5f), new(0.07f, 0.8f), colour, default, 0));
            details.Add(new(Shape.Block, new(-0.5f, 0.5f), new(0.07f, 0.8f), colour, default, 0));
        }

        return Draw(ref chance, (Pattern)chance.Pick(12, 0.3f, 0.4f, 0.6f, 0.2f, 0.7f, 0.4f, 0.8f, 2.2f), details, 0.2f);
    }

    /// <summary>The same fabric with straps over it, as of a bag.</summary>
    public static Fabric With(this Fabric fabric, params ReadOnlySpan<Detail> more) => new()
    {
        Main = fabric.Main,
        Second = fabric.Second,
        Third = fabric.Third,
        Pattern = fabric.Pattern,
        Period = fabric.Period,
        Half = fabric.Half,
        Folds = fabric.Folds,
        Seed = fabric.Seed,
        Details = [.. fabric.Details, .. more],
    };

    /// <summary>The same fabric on a limb: no print, no opening.</summary>
    public static Fabric OnLimb(this Fabric fabric, bool contrast) => new()
    {
        Main = contrast ? fabric.Second : fabric.Main,
        Second = contrast ? fabric.Main : fabric.Second,
        Third = fabric.Third,
        Pattern = fabric.Pattern is Pattern.LowerHalf or Pattern.Sides or Pattern.ChestBand or Pattern.Fading ? Pattern.Plain : fabric.Pattern,
        Period = fabric.Period,
        Half = 0.14f,
        Folds = fabric.Folds,
        Seed = fabric.Seed,
    };

    private static Fabric Draw(ref Chance chance, Pattern pattern, List<Detail> details, float half)
    {
        var main = Palette.Cloth(ref chance);
        return new Fabric
        {
            Main = main,
            Second = pattern == Pattern.Melange ? main * chance.Between(0.4f, 1.5f) : Palette.Cloth(ref chance),
            Third = Palette.Cloth(ref chance),
            Pattern = pattern,
            Period = chance.Between(0.03f, 0.11f),
            Half = half,
            Folds = chance.Between(0.1f, 0.35f),
            Seed = chance.Below(1 << 20),
            Details = [.. details],
        };
    }

    private static void Prints(ref Chance chance, List<Detail> details)
    {
        if (chance.Happens(0.38f))
        {
            details.Add(Print(ref chance, new(chance.Happens(0.25f) ? 0.22f : 0, chance.Between(0.14f, 0.24f))));
        }

        if (chance.Happens(0.18f))
        {
            details.Add(Print(ref chance, new(1, chance.Between(0.12f, 0.26f))));
        }
    }

    private static Detail Print(ref Chance chance, Vector2 centre)
    {
        var wide = MathF.Abs(centre.X) is > 0.1f and < 0.9f ? 0.06f : chance.Between(0.1f, 0.3f);
        return new((Shape)chance.Below(5), centre, new(wide, wide * chance.Between(0.15f, 0.45f)), Palette.Cloth(ref chance), Palette.Cloth(ref chance), chance.Below(1 << 20));
    }
}
