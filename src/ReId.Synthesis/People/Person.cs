using System.Numerics;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.People;

internal enum Hair
{
    None,
    Short,
    Bob,
    Long,
    Tail,
    Bun,
    Full,
}

internal enum Headgear
{
    None,
    Cap,
    Beanie,
    Hood,
    Brim,
    Scarf,
}

internal enum Legwear
{
    Trousers,
    Wide,
    Slim,
    Shorts,
    Skirt,
    LongSkirt,
}

internal enum Bag
{
    None,
    Backpack,
    Shoulder,
    Hand,
    Two,
    Trolley,
}

/// <summary>What stays the same about a person under every camera.</summary>
internal sealed class Person
{
    public Person(long seed, int identity)
    {
        var chance = new Chance(seed, identity, 1);
        var woman = chance.Happens(0.48f);
        var child = chance.Happens(0.06f);
        Height = child ? chance.Between(1.1f, 1.45f) : (woman ? 1.65f : 1.77f) + (0.13f * chance.Around());
        Girth = 1 + (0.17f * chance.Around()) + (chance.Happens(0.15f) ? chance.Between(0.1f, 0.3f) : 0);
        Waist = woman ? chance.Between(0.78f, 0.92f) : chance.Between(0.88f, 1.08f);
        Shoulders = woman ? chance.Between(0.9f, 1) : chance.Between(1, 1.12f);
        var skin = Palette.Skin(ref chance);
        Skin = Fabric.Plain(skin);
        HairColour = Palette.Hair(ref chance);
        HairStyle = woman ? (Hair)chance.Pick(0, 1.5f, 2, 3, 2.5f, 1, 0.5f) : (Hair)chance.Pick(1, 8, 0.6f, 0.4f, 0.2f, 0.1f, 0.4f);
        Beard = !woman && !child && chance.Happens(0.25f);
        Glasses = chance.Pick(7, 2, 1);
        Headgear = (Headgear)chance.Pick(16, 1.6f, 1.1f, 0.9f, 0.5f, woman ? 0.8f : 0);
        Hat = Fabric.Plain(Palette.Cloth(ref chance), 0.15f);
        Open = chance.Happens(0.2f);
        Sleeves = Open ? 1 : chance.Pick(0.5f, 3, 0.6f, 6) switch { 0 => 0, 1 => 0.3f, 2 => 0.55f, _ => 1 };
        Loose = Open ? chance.Between(0.012f, 0.035f) : chance.Between(0.004f, 0.03f);
        Legwear = (Legwear)(woman ? chance.Pick(3.5f, 1.2f, 3, 1, 1.6f, 0.7f) : chance.Pick(6, 1, 1.2f, 1.8f, 0, 0.04f));
        Top = Wardrobe.Top(ref chance, Open);
        SleeveContrast = chance.Happens(0.13f);
        Bottom = woman && Legwear >= Legwear.Skirt && chance.Happens(0.55f) ? Top.OnLimb(false) : Wardrobe.Bottom(ref chance);
        Hem = chance.Pick(7, 2, 1) switch { 0 => chance.Between(0.47f, 0.53f), 1 => chance.Between(0.4f, 0.47f), _ => chance.Between(0.22f, 0.38f) };
        Shoes = Fabric.Plain(Palette.Cloth(ref chance));
        Sole = Fabric.Plain(chance.Happens(0.45f) ? new(0.9f) : new(0.08f));
        Socks = Fabric.Plain(chance.Happens(0.5f) ? new(0.9f) : Palette.Cloth(ref chance));
        LongSocks = chance.Happens(0.15f);
        Bag = (Bag)chance.Pick(9, 3.6f, 2.6f, 1.8f, 0.5f, 0.5f);
        BagFabric = new Fabric { Main = Palette.Cloth(ref chance), Second = Palette.Cloth(ref chance), Pattern = (Pattern)chance.Pick(6, 0.5f, 0.3f, 0.5f, 0.3f, 0.3f, 2), Seed = chance.Below(1 << 20), Period = 0.05f, Folds = 0.1f };
        Right = chance.Happens(0.5f);
        BagSize = chance.Between(0.7f, 1.25f);
        Neckerchief = chance.Happens(0.09f) ? Fabric.Plain(Palette.Cloth(ref chance), 0.4f) : null;
    }

    /// <summary>Metres.</summary>
    public float Height { get; }

    /// <summary>Width against the average person's.</summary>
    public float Girth { get; }

    public float Waist { get; }

    public float Shoulders { get; }

    public Fabric Skin { get; }

    public Vector3 HairColour { get; }

    public Hair HairStyle { get; }

    public bool Beard { get; }

    /// <summary>0 none, 1 glasses, 2 dark glasses.</summary>
    public int Glasses { get; }

    public Headgear Headgear { get; }

    public Fabric Hat { get; }

    /// <summary>A jacket that stands open in front.</summary>
    public bool Open { get; }

    /// <summary>The share of the arm that is covered.</summary>
    public float Sleeves { get; }

    /// <summary>Metres between body and garment.</summary>
    public float Loose { get; }

    public Legwear Legwear { get; }

    public Fabric Top { get; }

    /// <summary>Sleeves in the garment's second colour.</summary>
    public bool SleeveContrast { get; }

    public Fabric Bottom { get; }

    /// <summary>Where the upper garment ends, as a share of the height.</summary>
    public float Hem { get; }

    public Fabric Shoes { get; }

    public Fabric Sole { get; }

    public Fabric Socks { get; }

    public bool LongSocks { get; }

    public Bag Bag { get; }

    public Fabric BagFabric { get; }

    /// <summary>Whether a bag is carried on the right.</summary>
    public bool Right { get; }

    public float BagSize { get; }

    public Fabric? Neckerchief { get; }
}
