using System.Numerics;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Rendering;

/// <summary>Draws a walking person.</summary>
internal static class Figure
{
    /// <summary>Draws the person at a moment of the step.</summary>
    /// <param name="canvas">Drawn on.</param>
    /// <param name="view">How the person is seen.</param>
    /// <param name="who">The person.</param>
    /// <param name="phase">Of the step, radians.</param>
    public static void Draw(Canvas canvas, in View view, Person who, float phase)
    {
        var (h, g) = (who.Height, who.Height * who.Girth);
        var swing = MathF.Sin(phase);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            Leg(canvas, view, who, side, side * swing);
            Arm(canvas, view, who, side, -side * swing);
        }

        Vector2 chest = new(0.092f * g, 0.06f * g), waist = new(0.075f * g, 0.055f * g), hips = new(0.09f * g, 0.062f * g);
        canvas.Part(view, new(0, 0.78f * h, 0), new(0, 0.62f * h, 0), chest, waist, who.Top);
        canvas.Part(view, new(0, 0.62f * h, 0), new(0, (who.Coat ? 0.42f : 0.53f) * h, 0), waist, hips * (who.Coat ? 1.12f : 1.03f), who.Top);
        canvas.Part(view, new(0, 0.53f * h, 0), new(0, 0.5f * h, 0), hips, hips, who.Bottom);
        if (who.Legs == 0)
        {
            canvas.Part(view, new(0, 0.52f * h, 0), new(0, 0.36f * h, 0), hips, hips * 1.25f, who.Bottom);
        }

        Vector2 neck = new(0.03f * h), skull = new(0.044f * h, 0.052f * h);
        canvas.Part(view, new(0, 0.86f * h, 0), new(0, 0.82f * h, 0), neck, neck, who.Skin);
        canvas.Part(view, new(0, 0.945f * h, 0.008f * h), new(0, 0.905f * h, 0.012f * h), skull, skull * 0.85f, who.Skin);
        canvas.Part(view, new(0, 0.957f * h, -0.012f * h), new(0, (who.LongHair ? 0.83f : 0.93f) * h, -0.03f * h), skull * 1.03f, skull * 0.85f, who.Hair);
        if (who.Hat is { } hat)
        {
            canvas.Part(view, new(0, 0.985f * h, 0), new(0, 0.965f * h, 0.012f * h), skull, skull * 1.2f, hat);
        }

        if (who.Backpack)
        {
            canvas.Part(view, new(0, 0.77f * h, -0.09f * g), new(0, 0.62f * h, -0.1f * g), new(0.07f * g, 0.05f * g), new(0.08f * g, 0.06f * g), who.Bag);
        }
    }

    private static void Leg(Canvas canvas, in View view, Person who, float side, float swing)
    {
        var (h, w) = (who.Height, who.Height * who.Girth);
        Vector3 hip = new(side * 0.045f * w, 0.51f * h, 0);
        Vector3 knee = new(side * 0.047f * w, 0.28f * h, 0.11f * h * swing);
        Vector3 ankle = new(side * 0.047f * w, 0.045f * h, ((0.2f * swing) - 0.03f) * h);
        Vector2 thigh = new(0.05f * w), middle = new(0.036f * w), thin = new(0.026f * w);
        canvas.Part(view, hip, knee, thigh, middle, who.Legs == 0 ? who.Skin : who.Bottom);
        canvas.Part(view, knee, ankle, middle, thin, who.Legs < 2 ? who.Skin : who.Bottom);
        canvas.Part(view, ankle, ankle + new Vector3(0, -0.022f * h, 0.07f * h), thin, new(0.024f * h), who.Shoes);
    }

    private static void Arm(Canvas canvas, in View view, Person who, float side, float swing)
    {
        var (h, w) = (who.Height, who.Height * who.Girth);
        Vector3 shoulder = new(side * 0.105f * w, 0.79f * h, 0);
        Vector3 elbow = new(side * 0.13f * w, 0.63f * h, 0.06f * h * swing);
        Vector3 hand = new(side * 0.125f * w, 0.485f * h, ((0.13f * swing) + 0.03f) * h);
        Vector2 upper = new(0.035f * w), middle = new(0.027f * w), wrist = new(0.021f * w);
        canvas.Part(view, shoulder, elbow, upper, middle, who.Top);
        canvas.Part(view, elbow, hand, middle, wrist, who.Sleeves == 0 ? who.Skin : who.Top);
        canvas.Part(view, hand, hand - new Vector3(0, 0.03f * h, 0), wrist, wrist, who.Skin);
        if (who.HandBag && side > 0)
        {
            canvas.Part(view, hand - new Vector3(0, 0.06f * h, 0), hand - new Vector3(0, 0.14f * h, 0), new(0.02f * h, 0.06f * h), new(0.03f * h, 0.08f * h), who.Bag);
        }
    }
}
