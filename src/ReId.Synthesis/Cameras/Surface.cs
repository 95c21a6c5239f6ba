using System.Numerics;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.Cameras;

/// <summary>A floor or a wall: a colour at every place of a plane.</summary>
internal sealed class Surface
{
    private enum Kind
    {
        Grain,
        Tiles,
        Bricks,
        Lawn,
        Lines,
        Windows,
        Fronts,
        Leaves,
        Fence,
    }

    private readonly Kind _kind;
    private readonly Vector3 _main;
    private readonly Vector3 _second;
    private readonly float _size;
    private readonly int _seed;

    private Surface(ref Chance chance, Kind kind, Vector3 main)
    {
        (_kind, _main) = (kind, main);
        _second = kind is Kind.Windows or Kind.Fence ? Palette.Cloth(ref chance) : main * chance.Between(0.5f, 1.3f);
        _size = chance.Between(0.25f, 1.2f);
        _seed = chance.Below(1 << 20);
    }

    public static Surface Floor(ref Chance chance)
    {
        var kind = chance.Pick(4, 4, 2, 1, 2) switch { 0 => Kind.Grain, 1 => Kind.Tiles, 2 => Kind.Bricks, 3 => Kind.Lawn, _ => Kind.Lines };
        var grey = chance.Between(0.2f, 0.8f);
        var tint = Vector3.Lerp(new(grey), Palette.Cloth(ref chance), chance.Between(0, 0.3f));
        return new(ref chance, kind, kind == Kind.Lawn ? new Vector3(0.3f, 0.42f, 0.18f) * chance.Between(0.7f, 1.3f) : tint);
    }

    public static Surface Wall(ref Chance chance)
    {
        var kind = chance.Pick(2, 1, 2, 3, 3, 2, 1) switch { 0 => Kind.Grain, 1 => Kind.Tiles, 2 => Kind.Bricks, 3 => Kind.Windows, 4 => Kind.Fronts, 5 => Kind.Leaves, _ => Kind.Fence };
        var tint = Vector3.Lerp(new(chance.Between(0.15f, 0.85f)), Palette.Cloth(ref chance), chance.Between(0, 0.7f));
        return new(ref chance, kind, kind == Kind.Leaves ? new Vector3(0.25f, 0.36f, 0.14f) * chance.Between(0.6f, 1.4f) : tint);
    }

    /// <summary>The colour, RGB in [0, 1] as a screen shows it, at metres along the plane's two directions.</summary>
    public Vector3 At(float x, float y)
    {
        var grain = 0.88f + (0.16f * Noise.Smooth(x * 1.3f, y * 1.3f, _seed)) + (0.08f * Noise.Cell((int)MathF.Floor(x * 40), (int)MathF.Floor(y * 40), _seed));
        return grain * _kind switch
        {
            Kind.Tiles => Seam(x / _size, y / _size, 0.03f) ? 0.7f * _main : _main * (0.9f + (0.2f * Of(x / _size, y / _size))),
            Kind.Bricks => Bricks(x * 4, y * 9),
            Kind.Lawn or Kind.Leaves => _main * (0.35f + (0.8f * Noise.Smooth(x * 7, y * 7, _seed + 1)) + (0.5f * Noise.Smooth(x * 2, y * 2, _seed + 2))),
            Kind.Lines => Fraction(x / (4 * _size)) < 0.07f ? new(0.85f) : _main,
            Kind.Windows => Windows(x / (2 * _size), y / 2.4f),
            Kind.Fronts => Front(x, y),
            Kind.Fence => Fraction(x / (0.35f * _size)) < 0.25f ? _second : _main,
            _ => _main,
        };
    }

    private static float Fraction(float x) => x - MathF.Floor(x);

    private static bool Seam(float x, float y, float width) => Fraction(x) < width || Fraction(y) < width;

    private float Of(float x, float y) => Noise.Cell((int)MathF.Floor(x), (int)MathF.Floor(y), _seed);

    private Vector3 Bricks(float x, float y)
    {
        x += 0.5f * ((int)MathF.Floor(y) & 1);
        return Seam(x, y, 0.08f) ? new Vector3(0.6f) : _main * (0.8f + (0.4f * Of(x, y)));
    }

    private Vector3 Windows(float x, float y)
    {
        var (u, v) = (Fraction(x), Fraction(y));
        if (u is < 0.2f or > 0.8f || v is < 0.25f or > 0.85f)
        {
            return _main;
        }

        var lit = Of(x, y);
        return lit > 0.8f ? new Vector3(0.9f, 0.85f, 0.65f) : new Vector3(0.18f, 0.22f, 0.28f) * (0.6f + lit + (0.4f * v));
    }

    private Vector3 Front(float x, float y)
    {
        var shop = (int)MathF.Floor(x / (3 + (4 * _size)));
        var chance = new Chance(_seed, shop);
        var colour = Palette.Cloth(ref chance);
        if (y > 3)
        {
            return _main;
        }

        if (y > 2.4f)
        {
            return Noise.Cell((int)MathF.Floor(x * 5), (int)MathF.Floor(y * 6), _seed + shop) < 0.4f ? new(0.95f) : colour;
        }

        return Fraction(x / 1.5f) < 0.06f ? colour * 0.6f : new Vector3(0.2f, 0.23f, 0.26f) + (0.5f * Noise.Smooth(x * 2.2f, y * 2.2f, _seed) * colour);
    }
}
