using System.Numerics;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Video;

/// <summary>One person's way through the view of one camera, straight and at an even pace.</summary>
/// <param name="Identity">From 1.</param>
/// <param name="Camera">From 1.</param>
/// <param name="Begin">Seconds.</param>
/// <param name="From">x and z on the ground, metres.</param>
/// <param name="To">x and z on the ground, metres.</param>
/// <param name="Pace">Metres a second.</param>
internal sealed record Walk(int Identity, int Camera, float Begin, Vector2 From, Vector2 To, float Pace)
{
    // Two steps cover about this share of the height.
    private const float Cycle = 0.84f;

    /// <summary>Seconds.</summary>
    public float End => Begin + (Vector2.Distance(From, To) / Pace);

    /// <summary>Radians around the vertical.</summary>
    public float Heading => MathF.Atan2(To.X - From.X, To.Y - From.Y);

    public Vector2 At(float time) => From + (Vector2.Normalize(To - From) * (Pace * (time - Begin)));

    public Pose Pose(Person who, float time)
    {
        var chance = new Chance(Identity, Camera, 5);
        var usual = People.Pose.Draw(ref chance, who);
        return usual with { Phase = MathF.Tau * Pace * (time - Begin) / (Cycle * who.Height), Stride = MathF.Max(usual.Stride, 0.38f), Lean = 0.04f };
    }
}
