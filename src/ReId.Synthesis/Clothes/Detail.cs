using System.Numerics;

namespace ReId.Synthesis.Clothes;

/// <summary>What a detail of a garment looks like.</summary>
internal enum Shape
{
    /// <summary>A rectangle.</summary>
    Block,

    /// <summary>A filled ellipse.</summary>
    Disc,

    /// <summary>A ring.</summary>
    Ring,

    /// <summary>Rows of strokes that look like writing from afar.</summary>
    Letters,

    /// <summary>A few blotches, as of a printed picture.</summary>
    Picture,

    /// <summary>A strap that runs down across the body.</summary>
    Strap,
}

/// <summary>One thing on a garment that is seen from some sides only: a print, an open jacket's shirt, a strap.</summary>
/// <param name="Shape">How it is filled.</param>
/// <param name="Centre">Around the body (−1 to 1, 0 in front) and metres from the upper end.</param>
/// <param name="Half">Half its extent in the same units.</param>
/// <param name="Colour">RGB in [0, 1].</param>
/// <param name="Second">Of pictures.</param>
/// <param name="Seed">Of letters and pictures.</param>
internal readonly record struct Detail(Shape Shape, Vector2 Centre, Vector2 Half, Vector3 Colour, Vector3 Second, int Seed)
{
    /// <summary>Whether the detail covers a place of the garment, and its colour there.</summary>
    public bool Covers(float around, float along, out Vector3 colour)
    {
        colour = Colour;
        var at = new Vector2(around, along) - Centre;
        if (at.X > 1 || at.X < -1)
        {
            at.X -= MathF.Sign(at.X) * 2;
        }

        if (Shape == Shape.Strap)
        {
            return MathF.Abs(at.Y) < Half.Y && MathF.Abs(MathF.Abs(around) - 0.5f) < 0.47f && MathF.Abs(at.X + (at.Y * Second.X * MathF.Sign(0.5f - MathF.Abs(around)))) < Half.X;
        }

        at /= Half;
        if (MathF.Abs(at.X) >= 1 || MathF.Abs(at.Y) >= 1)
        {
            return false;
        }

        switch (Shape)
        {
            case Shape.Disc:
                return at.LengthSquared() < 1;
            case Shape.Ring:
                return at.LengthSquared() is < 1 and > 0.45f;
            case Shape.Letters:
                var (column, row) = ((int)((at.X + 1) * 7), (int)((at.Y + 1) * 3.5f));
                return (row % 2 == 0) && Noise.Cell(column, row, Seed) < 0.65f;
            case Shape.Picture:
                if (Noise.Smooth(at.X * 2.5f, at.Y * 2.5f, Seed) < 0.5f)
                {
                    colour = Second;
                }

                return true;
            default:
                return true;
        }
    }
}
