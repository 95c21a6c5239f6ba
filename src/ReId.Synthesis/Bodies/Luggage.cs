using System.Numerics;
using ReId.Synthesis.Clothes;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Bodies;

/// <summary>What a person carries.</summary>
internal static class Luggage
{
    public static void Add(Mesh mesh, Person who, in Skeleton bones)
    {
        var side = who.Right ? -1 : 1;
        var hand = who.Right ? bones.RightArm.Wrist : bones.LeftArm.Wrist;
        var (h, s) = (who.Height, who.BagSize);
        switch (who.Bag)
        {
            case Bag.Backpack:
                var deep = Trunk.At(who, 0.72f).Deep + who.Loose;
                Box(mesh, bones.Trunk(0.815f, 0, -deep - (0.045f * s)), bones.Trunk(0.815f - (0.25f * s), 0, -deep - (0.055f * s)), 0.075f * h * s, 0.05f * h * s, who.BagFabric);
                break;
            case Bag.Shoulder:
                var across = Trunk.At(who, 0.53f).Across + who.Loose + (0.035f * h * s);
                Box(mesh, bones.Trunk(0.58f, side * across, -0.01f), bones.Trunk(0.58f - (0.13f * s), side * across, -0.01f), 0.032f * h * s, 0.085f * h * s, who.BagFabric);
                break;
            case Bag.Hand:
                Hang(mesh, hand, h, s, who.BagFabric);
                break;
            case Bag.Two:
                Hang(mesh, bones.LeftArm.Wrist, h, s * 0.9f, who.BagFabric);
                Hang(mesh, bones.RightArm.Wrist, h, s, who.BagFabric);
                break;
            case Bag.Trolley:
                var ground = new Vector3(hand.X + (side * 0.05f), 0, hand.Z - 0.45f);
                Box(mesh, ground + new Vector3(0, 0.36f * h * s, 0), ground + new Vector3(0, 0.03f, 0), 0.11f * h * s, 0.07f * h * s, who.BagFabric);
                Tube.Add(mesh, [new(hand, 0.012f, 0.012f), new(ground + new Vector3(0, 0.36f * h * s, 0), 0.012f, 0.012f)], Fabric.Plain(new(0.2f)), 6);
                break;
        }
    }

    private static void Hang(Mesh mesh, Vector3 hand, float h, float s, Fabric fabric)
    {
        var top = hand - new Vector3(0, 0.12f * h, 0);
        Box(mesh, top, top - new Vector3(0, 0.13f * h * s, 0), 0.03f * h * s, 0.075f * h * s, fabric);
        Tube.Add(mesh, [new(hand - new Vector3(0, 0.04f * h, 0), 0.007f, 0.02f * h), new(top, 0.007f, 0.045f * h)], fabric, 6);
    }

    private static void Box(Mesh mesh, Vector3 top, Vector3 bottom, float across, float deep, Fabric fabric)
    {
        Ring[] rings = [new(top, across * 0.75f, deep * 0.7f), new(Vector3.Lerp(top, bottom, 0.1f), across * 0.95f, deep * 0.95f), new(Vector3.Lerp(top, bottom, 0.9f), across, deep), new(bottom, across * 0.9f, deep * 0.85f)];
        Tube.Add(mesh, rings, fabric, 12, 0.6f);
    }
}
