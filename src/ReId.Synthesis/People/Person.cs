using System.Numerics;

namespace ReId.Synthesis.People;

/// <summary>What stays the same about a person under every camera.</summary>
internal sealed class Person
{
    public Person(long seed, int identity)
    {
        var chance = new Chance(seed, identity, 1);
        Height = chance.Between(1.5f, 1.95f);
        Girth = chance.Between(0.82f, 1.3f);
        var tan = chance.Next();
        Skin = Cloth.Plain(Vector3.Lerp(new(0.93f, 0.76f, 0.66f), new(0.3f, 0.18f, 0.12f), tan));
        var hair = chance.Next();
        Hair = Cloth.Plain(hair < 0.75f ? new Vector3(0.08f, 0.06f, 0.05f) * chance.Between(0.6f, 4) : chance.Between(0.5f, 0.85f) * new Vector3(1, 0.85f, 0.6f));
        LongHair = chance.Happens(0.4f);
        Top = Cloth.Draw(ref chance, true);
        Bottom = Cloth.Draw(ref chance, false);
        Shoes = Cloth.Plain(chance.Cloth());
        Bag = Cloth.Plain(chance.Cloth());
        Hat = chance.Happens(0.15f) ? Cloth.Plain(chance.Cloth()) : null;
        Sleeves = chance.Below(3);
        Legs = chance.Below(5);
        Backpack = chance.Happens(0.25f);
        HandBag = chance.Happens(0.2f);
        Coat = chance.Happens(0.2f);
    }

    /// <summary>Metres.</summary>
    public float Height { get; }

    /// <summary>Width against the average person's.</summary>
    public float Girth { get; }

    public Cloth Skin { get; }

    public Cloth Hair { get; }

    public bool LongHair { get; }

    public Cloth Top { get; }

    public Cloth Bottom { get; }

    public Cloth Shoes { get; }

    public Cloth Bag { get; }

    public Cloth? Hat { get; }

    /// <summary>0 short, else long.</summary>
    public int Sleeves { get; }

    /// <summary>0 skirt, 1 shorts, else trousers.</summary>
    public int Legs { get; }

    public bool Backpack { get; }

    public bool HandBag { get; }

    public bool Coat { get; }
}
