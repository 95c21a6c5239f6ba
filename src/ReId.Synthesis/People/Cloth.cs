using System.Numerics;

namespace ReId.Synthesis.People;

/// <summary>A fabric: two colours, a pattern and, on the front only, an open jacket's shirt or a print.</summary>
/// <param name="Main">The ground colour, RGB in [0, 1].</param>
/// <param name="Second">The colour of the pattern.</param>
/// <param name="Pattern">0–3 plain, 4 and 5 stripes, 6 checks, 7 blocks.</param>
/// <param name="Scale">Pattern periods per metre.</param>
/// <param name="Front">0 nothing, 1 open jacket, 2 print.</param>
/// <param name="FrontColour">The colour of shirt or print.</param>
internal sealed record Cloth(Vector3 Main, Vector3 Second, int Pattern, float Scale, int Front, Vector3 FrontColour)
{
    public static Cloth Plain(Vector3 colour) => new(colour, colour, 0, 1, 0, colour);

    public static Cloth Draw(ref Chance chance, bool top) => new(
        chance.Cloth(), chance.Cloth(), top ? chance.Below(8) : Math.Max(0, chance.Below(12) - 7), chance.Between(6, 20), top ? chance.Below(4) % 3 : 0, chance.Cloth());

    /// <summary>The colour at a place of the body.</summary>
    /// <param name="along">Metres from the piece's upper end.</param>
    /// <param name="normal">The surface's direction in the body's own axes: x left, y down, z front.</param>
    public Vector3 At(float along, Vector3 normal)
    {
        if (Front == 1 && normal.Z > 0 && MathF.Abs(normal.X) < 0.3f)
        {
            return FrontColour;
        }

        if (Front == 2 && normal.Z > 0.3f && MathF.Abs(normal.X) < 0.5f && along is > 0.12f and < 0.3f)
        {
            return FrontColour;
        }

        var around = MathF.Atan2(normal.X, normal.Z) * 0.15f;
        var second = Pattern switch
        {
            4 => Odd(along),
            5 => Odd(around),
            6 => Odd(along) ^ Odd(around),
            7 => along > 0.28f,
            _ => false,
        };
        return second ? Second : Main;
    }

    private bool Odd(float metres) => ((int)MathF.Floor(metres * Scale) & 1) != 0;
}
