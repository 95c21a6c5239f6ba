using System.Numerics;
using ReId.Synthesis.Clothes;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Bodies;

/// <summary>The head with face, hair and what is worn on it.</summary>
internal static class Head
{
    public static void Add(Mesh mesh, Person who, in Skeleton bones, float turn)
    {
        var h = who.Height;
        var size = h * (who.Height < 1.5f ? 1.15f : 1);
        var centre = bones.Trunk(0.93f, 0, 0.012f * h);
        var half = new Vector3(0.044f, 0.067f, 0.054f) * size;
        var hooded = who.Headgear is Headgear.Hood or Headgear.Scarf;
        Tube.AddBall(mesh, centre, half, Face(who, half.Y, turn, hooded), 18, 13);
        var nose = new Vector3(MathF.Sin(turn), 0, MathF.Cos(turn)) * half.Z;
        Tube.AddBall(mesh, centre + (nose * 0.98f) - new Vector3(0, 0.12f * half.Y, 0), half * 0.16f, who.Skin, 6, 5);
        if (!hooded)
        {
            Grow(mesh, who, bones, centre, half, turn);
        }

        Wear(mesh, who, bones, centre, half, nose);
        if (who.Neckerchief is { } cloth)
        {
            Tube.Add(mesh, [new(bones.Trunk(0.868f, 0, 0.006f * h), 0.042f * h, 0.046f * h), new(bones.Trunk(0.85f, 0, 0.006f * h), 0.056f * h, 0.058f * h), new(bones.Trunk(0.826f, 0, 0.006f * h), 0.06f * h, 0.058f * h)], cloth, 12);
        }
    }

    private static Fabric Face(Person who, float half, float turn, bool bare)
    {
        List<Detail> details = [];
        var around = turn / MathF.PI;
        if (!bare && who.HairStyle != Hair.None)
        {
            // Above the forehead, down to the ears, over the back of the head: painted on the skull.
            details.Add(new(Shape.Block, new(around, 0), new(1, 0.62f * half), who.HairColour, default, 0));
            details.Add(new(Shape.Block, new(around + 1, half), new(0.52f, 0.62f * half), who.HairColour, default, 0));
        }

        if (who.Beard)
        {
            details.Add(new(Shape.Block, new(around, 1.95f * half), new(0.36f, 0.42f * half), Vector3.Lerp(who.Skin.Main, who.HairColour, 0.6f), default, 0));
        }

        var eye = who.Glasses == 2 ? new(0.05f) : new Vector3(0.16f, 0.11f, 0.1f);
        var wide = who.Glasses switch { 0 => 0.045f, 1 => 0.06f, _ => 0.12f };
        foreach (var side in (ReadOnlySpan<float>)[-0.145f, 0.145f])
        {
            details.Add(new(Shape.Disc, new(around + side, 1.22f * half), new(wide, wide * half * 1.6f), eye, default, 0));
        }

        details.Add(new(Shape.Disc, new(around, 2.02f * half), new(0.07f, 0.045f * half), who.Skin.Main * new Vector3(0.8f, 0.5f, 0.5f), default, 0));
        return new Fabric { Main = who.Skin.Main, Folds = 0, Half = 0.15f, Details = [.. details] };
    }

    private static void Grow(Mesh mesh, Person who, in Skeleton bones, Vector3 centre, Vector3 half, float turn)
    {
        var fabric = new Fabric { Main = who.HairColour, Second = who.HairColour * 0.6f, Pattern = Pattern.Stripes, Period = 0.012f, Folds = 0.3f };
        var back = new Vector3(-MathF.Sin(turn), 0, -MathF.Cos(turn));
        var h = who.Height;
        switch (who.HairStyle)
        {
            case Hair.None:
                return;
            case Hair.Full:
                Tube.AddBall(mesh, centre + (back * 0.3f * half.Z) + new Vector3(0, 0.32f * half.Y, 0), half * new Vector3(1.45f, 1.05f, 1.25f), fabric);
                return;
        }

        Tube.AddBall(mesh, centre + (back * 0.14f * half.Z) + new Vector3(0, 0.1f * half.Y, 0), half * new Vector3(1.09f, 1.02f, 1.02f), fabric, to: 0.05f);
        switch (who.HairStyle)
        {
            case Hair.Bob:
            case Hair.Long:
                var end = who.HairStyle == Hair.Bob ? bones.Trunk(0.865f, 0, -0.012f * h) : bones.Trunk(0.76f, 0, -0.062f * h * who.Girth);
                Tube.Add(mesh, [new(centre + (back * 0.35f * half.Z) + new Vector3(0, 0.4f * half.Y, 0), half.X * 1.1f, half.Z * 0.8f), new(centre + (back * 0.4f * half.Z) - new Vector3(0, 0.4f * half.Y, 0), half.X * 1.22f, half.Z * 0.75f), new(end, half.X * (who.HairStyle == Hair.Bob ? 1.15f : 1.3f), half.Z * 0.4f)], fabric, 12);
                break;
            case Hair.Tail:
                Tube.Add(mesh, [new(centre + (back * half.Z) + new Vector3(0, 0.35f * half.Y, 0), half.X * 0.3f, half.X * 0.3f), new(centre + (back * 1.5f * half.Z) - new Vector3(0, 0.3f * half.Y, 0), half.X * 0.42f, half.X * 0.42f), new(centre + (back * 1.25f * half.Z) - new Vector3(0, 1.8f * half.Y, 0), half.X * 0.12f, half.X * 0.12f)], fabric, 8);
                break;
            case Hair.Bun:
                Tube.AddBall(mesh, centre + (back * half.Z) + new Vector3(0, 0.55f * half.Y, 0), half * 0.5f, fabric, 8, 6);
                break;
        }
    }

    private static void Wear(Mesh mesh, Person who, in Skeleton bones, Vector3 centre, Vector3 half, Vector3 nose)
    {
        var up = new Vector3(0, half.Y, 0);
        switch (who.Headgear)
        {
            case Headgear.Cap:
                Tube.AddBall(mesh, centre + (0.2f * up), half * new Vector3(1.14f, 0.95f, 1.12f), who.Hat, to: 0);
                Tube.AddBall(mesh, centre + (0.28f * up) + (nose * 1.25f), half * new Vector3(0.9f, 0.07f, 0.7f), who.Hat, 10, 4);
                break;
            case Headgear.Beanie:
                Tube.AddBall(mesh, centre + (0.12f * up), half * new Vector3(1.15f, 1.08f, 1.13f), who.Hat, to: -0.02f);
                break;
            case Headgear.Brim:
                Tube.AddBall(mesh, centre + (0.25f * up), half * new Vector3(1.12f, 0.95f, 1.1f), who.Hat, to: 0);
                Tube.AddBall(mesh, centre + (0.28f * up), half * new Vector3(2.1f, 0.08f, 1.9f), who.Hat, 14, 4);
                break;
            case Headgear.Hood:
            case Headgear.Scarf:
                var cloth = who.Headgear == Headgear.Hood ? Fabric.Plain(who.Top.Main, 0.25f) : who.Hat;
                Tube.AddBall(mesh, centre - (nose * 0.22f) + (0.06f * up), half * new Vector3(1.25f, 1.15f, 1.08f), cloth);
                Tube.Add(mesh, [new(centre - (nose * 0.25f) - (0.5f * up), half.X * 1.15f, half.Z * 1.0f), new(bones.Trunk(0.86f), half.X * 1.05f, half.Z * 0.95f), new(bones.Trunk(0.825f), half.X * 1.6f, half.Z * 1.1f)], cloth, 12);
                break;
        }
    }
}
