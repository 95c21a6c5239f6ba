namespace ReId.Synthesis;

/// <summary>Numbers of places: the grain of cloth, stone and leaves.</summary>
internal static class Noise
{
    /// <summary>A number in [0, 1) for a cell of a grid.</summary>
    public static float Cell(int x, int y, int seed)
    {
        unchecked
        {
            var h = ((uint)x * 0x85EBCA6Bu) ^ ((uint)y * 0xC2B2AE35u) ^ ((uint)seed * 0x27D4EB2Fu);
            h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
            h = (h ^ (h >> 12)) * 0x297A2D39u;
            return ((h ^ (h >> 15)) >> 8) * (1f / (1 << 24));
        }
    }

    /// <summary>A number in [0, 1) that changes smoothly from cell to cell.</summary>
    public static float Smooth(float x, float y, int seed)
    {
        var (left, top) = (MathF.Floor(x), MathF.Floor(y));
        var (i, j, u, v) = ((int)left, (int)top, x - left, y - top);
        u *= u * (3 - (2 * u));
        v *= v * (3 - (2 * v));
        var above = Cell(i, j, seed) + (u * (Cell(i + 1, j, seed) - Cell(i, j, seed)));
        var below = Cell(i, j + 1, seed) + (u * (Cell(i + 1, j + 1, seed) - Cell(i, j + 1, seed)));
        return above + (v * (below - above));
    }
}
