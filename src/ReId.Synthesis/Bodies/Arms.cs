using System.Numerics;
using ReId.Synthesis.Clothes;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Bodies;

/// <summary>Arms, sleeves and hands.</summary>
internal static class Arms
{
    public static void Add(Mesh mesh, Person who, in ArmJoints arm)
    {
        var (h, g) = (who.Height, MathF.Sqrt(who.Girth));
        var forearm = Vector3.Normalize(arm.Wrist - arm.Elbow);
        var inwards = new Vector3(-MathF.Sign(arm.Shoulder.X) * 0.03f * h, 0, 0);
        Span<Ring> skin =
        [
            new(arm.Shoulder + inwards + new Vector3(0, 0.03f * h, 0), 0.008f * h, 0.012f * h), new(arm.Shoulder + (0.4f * inwards) + new Vector3(0, 0.016f * h, 0), 0.026f * h * g, 0.03f * h * g), new(Vector3.Lerp(arm.Shoulder, arm.Elbow, 0.08f), 0.034f * h * g, 0.037f * h * g),
            new(Vector3.Lerp(arm.Shoulder, arm.Elbow, 0.4f), 0.029f * h * g, 0.032f * h * g), new(arm.Elbow, 0.024f * h, 0.025f * h),
            new(Vector3.Lerp(arm.Elbow, arm.Wrist, 0.35f), 0.024f * h, 0.025f * h), new(arm.Wrist, 0.015f * h, 0.018f * h),
        ];
        var palm = arm.Wrist + (forearm * 0.045f * h);
        Tube.Add(mesh, [skin[6], new(palm, 0.013f * h, 0.024f * h), new(palm + (forearm * 0.035f * h), 0.01f * h, 0.02f * h), new(palm + (forearm * 0.055f * h), 0.005f * h, 0.009f * h)], who.Skin, 8);
        var covered = who.Sleeves switch { <= 0 => 0, < 0.4f => 4, < 0.7f => 5, _ => 7 };
        if (covered < 7)
        {
            Tube.Add(mesh, skin, who.Skin, 10);
        }

        if (covered > 0)
        {
            Span<Ring> sleeve = stackalloc Ring[covered];
            for (var i = 0; i < covered; i++)
            {
                sleeve[i] = skin[i].Grown(0.004f + (i switch { < 2 => 0.2f, 2 => 0.45f, 6 => 0.5f, _ => 0.8f } * who.Loose));
            }

            Tube.Add(mesh, sleeve, who.Top.OnLimb(who.SleeveContrast), 10);
        }
    }
}
