using System.Numerics;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Bodies;

/// <summary>Legs, trousers, socks and shoes.</summary>
internal static class Legs
{
    public static void Add(Mesh mesh, Person who, in LegJoints leg)
    {
        var (h, g) = (who.Height, who.Girth);
        Span<Ring> skin =
        [
            new(leg.Hip + new Vector3(0, 0.015f * h, 0), 0.052f * h * g, 0.06f * h * g), new(Vector3.Lerp(leg.Hip, leg.Knee, 0.35f), 0.047f * h * g, 0.054f * h * g),
            new(Vector3.Lerp(leg.Hip, leg.Knee, 0.85f), 0.034f * h * g, 0.038f * h * g), new(leg.Knee, 0.032f * h, 0.035f * h),
            new(Vector3.Lerp(leg.Knee, leg.Ankle, 0.3f), 0.032f * h * g, 0.037f * h * g), new(Vector3.Lerp(leg.Knee, leg.Ankle, 0.8f), 0.021f * h, 0.024f * h), new(leg.Ankle, 0.02f * h, 0.023f * h),
        ];
        var (covered, loose) = who.Legwear switch
        {
            Legwear.Trousers => (7, new Vector3(0.008f, 0.014f, 0.016f)),
            Legwear.Wide => (7, new Vector3(0.012f, 0.03f, 0.055f)),
            Legwear.Slim => (7, new Vector3(0.003f, 0.004f, 0.004f)),
            Legwear.Shorts => (3, new Vector3(0.012f, 0.03f, 0.03f)),
            _ => (0, default),
        };
        if (covered < 7)
        {
            Tube.Add(mesh, skin, who.Skin, 10);
            var socks = who.LongSocks ? 4 : 5;
            Tube.Add(mesh, [skin[socks].Grown(0.003f), skin[5].Grown(0.004f), skin[6].Grown(0.004f)], who.Socks, 10);
        }

        if (covered > 0)
        {
            for (var i = 0; i < covered; i++)
            {
                skin[i] = skin[i].Grown(i < 2 ? loose.X : i < 4 ? loose.Y : loose.Z);
            }

            Tube.Add(mesh, skin[..covered], who.Bottom, 12);
        }

        Shoe(mesh, who, leg);
    }

    private static void Shoe(Mesh mesh, Person who, in LegJoints leg)
    {
        var h = who.Height;
        var ahead = leg.Toe - leg.Ankle;
        var up = new Vector3(0, 0.012f * h, 0);
        Vector3 heel = leg.Ankle - (0.28f * ahead) - new Vector3(0, 0.012f * h, 0);
        Ring[] rings =
        [
            new(heel, 0.012f * h, 0.016f * h), new(leg.Ankle - (0.15f * ahead), 0.022f * h, 0.03f * h), new(leg.Ankle + (0.3f * ahead) - (0.5f * up), 0.025f * h, 0.025f * h),
            new(leg.Ankle + (0.75f * ahead), 0.027f * h, 0.016f * h), new(leg.Toe, 0.014f * h, 0.01f * h),
        ];
        Tube.Add(mesh, rings, who.Shoes, 10);
        for (var i = 0; i < rings.Length; i++)
        {
            rings[i] = new(rings[i].Centre - (1.25f * up), rings[i].Across * 1.05f, rings[i].Deep * 0.5f);
        }

        Tube.Add(mesh, rings, who.Sole, 8);
    }
}
