using System.Numerics;
using OpenCvSharp;
using ReId.Synthesis.Bodies;
using ReId.Synthesis.Cameras;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.Rendering;

/// <summary>The part of a frame that is drawn, in pixels of the frame.</summary>
internal readonly record struct Window(float Left, float Top, float Width, float Height);

/// <summary>Draws surfaces into a picture by depth, then lights every pixel once. One canvas serves one thread.</summary>
/// <param name="mostPixels">Of any picture it draws.</param>
internal sealed class Canvas(int mostPixels)
{
    private readonly float[] _near = new float[mostPixels];
    private readonly int[] _cover = new int[mostPixels];
    private readonly int[] _owner = new int[mostPixels];
    private readonly Vector3[] _normal = new Vector3[mostPixels];
    private readonly Vector2[] _skin = new Vector2[mostPixels];
    private readonly List<Fabric> _fabrics = [];
    private (Vector3 Screen, Vector3 Normal)[] _corners = new (Vector3, Vector3)[4096];
    private Projection _view;
    private Window _window;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Height×width colours, RGB, linear.</summary>
    public Vector3[] Colours { get; } = new Vector3[mostPixels];

    /// <summary>Who is seen at every pixel, 0 for the place itself.</summary>
    public ReadOnlySpan<int> Owners => _owner.AsSpan(0, Width * Height);

    /// <summary>Begins a picture.</summary>
    public void Begin(in Projection view, in Window window, int width, int height)
    {
        (Width, Height, _view, _window) = (width, height, view, window);
        _near.AsSpan(0, width * height).Clear();
        _owner.AsSpan(0, width * height).Clear();
        _fabrics.Clear();
    }

    /// <summary>What was drawn so far, to begin later pictures of the same view with.</summary>
    public Backdrop Keep() => new(_near[..(Width * Height)], Colours[..(Width * Height)], _cover[..(Width * Height)], _normal[..(Width * Height)], _skin[..(Width * Height)], [.. _fabrics]);

    /// <summary>Begins a picture with what was kept.</summary>
    public void Restore(Backdrop kept)
    {
        kept.Near.CopyTo(_near, 0);
        kept.Colours.CopyTo(Colours, 0);
        kept.Cover.CopyTo(_cover, 0);
        kept.Normal.CopyTo(_normal, 0);
        kept.Skin.CopyTo(_skin, 0);
        _owner.AsSpan(0, Width * Height).Clear();
        _fabrics.Clear();
        _fabrics.AddRange(kept.Fabrics);
    }

    /// <summary>Draws a surface that stands somewhere, turned around the vertical.</summary>
    public void Draw(Mesh mesh, Vector2 feet, float heading, int owner)
    {
        var corners = mesh.Corners;
        if (_corners.Length < corners.Length)
        {
            _corners = new (Vector3, Vector3)[corners.Length * 2];
        }

        var (sin, cos) = MathF.SinCos(heading);
        var (scaleX, scaleY) = (Width / _window.Width, Height / _window.Height);
        for (var i = 0; i < corners.Length; i++)
        {
            ref readonly var corner = ref corners[i];
            var (at, normal) = (Turned(corner.Place, sin, cos) + new Vector3(feet.X, 0, feet.Y), Turned(corner.Normal, sin, cos));
            var seen = _view.Project(at);
            var faces = Vector3.Dot(normal, at - _view.Eye) < 0;
            _corners[i] = (new((seen.X - _window.Left) * scaleX, (seen.Y - _window.Top) * scaleY, seen.Z > 0.3f ? (faces ? 1 : -1) / seen.Z : 0), normal);
        }

        var first = _fabrics.Count;
        _fabrics.AddRange(mesh.Fabrics);
        foreach (var (a, b, c, fabric) in mesh.Triangles)
        {
            Fill(corners, a, b, c, first + fabric, owner);
        }
    }

    /// <summary>Lights every pixel: surfaces by their fabric, the rest by the place behind.</summary>
    public void Finish(Place place, in Light light, ReadOnlySpan<Vector2> feet) => Finish(place, light, feet, new Rect(0, 0, Width, Height));

    /// <summary>Lights the pixels of one part of the picture.</summary>
    public void Finish(Place place, in Light light, ReadOnlySpan<Vector2> feet, Rect part)
    {
        var (stepX, stepY) = (_window.Width / Width, _window.Height / Height);
        for (var y = part.Top; y < part.Bottom; y++)
        {
            for (var x = part.Left; x < part.Right; x++)
            {
                var i = (y * Width) + x;
                if (_near[i] <= 0)
                {
                    Colours[i] = place.At(_view.Eye, _view.Ray(_window.Left + ((x + 0.5f) * stepX), _window.Top + ((y + 0.5f) * stepY)), light, feet);
                    continue;
                }

                var fabric = _fabrics[_cover[i]];
                var colour = fabric.At(_skin[i].X, _skin[i].Y);
                Colours[i] = colour * colour * light.On(Vector3.Normalize(_normal[i])) * fabric.Fold(_skin[i].X, _skin[i].Y);
            }
        }
    }

    private static Vector3 Turned(Vector3 at, float sin, float cos) => new((at.X * cos) + (at.Z * sin), at.Y, (at.Z * cos) - (at.X * sin));

    private void Fill(ReadOnlySpan<Corner> corners, int ia, int ib, int ic, int cover, int owner)
    {
        var (a, b, c) = (_corners[ia].Screen, _corners[ib].Screen, _corners[ic].Screen);
        if (a.Z * b.Z * c.Z == 0 || (a.Z < 0 && b.Z < 0 && c.Z < 0))
        {
            return;
        }

        (a.Z, b.Z, c.Z) = (MathF.Abs(a.Z), MathF.Abs(b.Z), MathF.Abs(c.Z));
        var area = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
        var (left, right) = (Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.X, MathF.Min(b.X, c.X)) - 0.5f)), Math.Min(Width - 1, (int)MathF.Floor(MathF.Max(a.X, MathF.Max(b.X, c.X)) - 0.5f)));
        var (top, bottom) = (Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.Y, MathF.Min(b.Y, c.Y)) - 0.5f)), Math.Min(Height - 1, (int)MathF.Floor(MathF.Max(a.Y, MathF.Max(b.Y, c.Y)) - 0.5f)));
        if (MathF.Abs(area) < 1e-9f || left > right || top > bottom)
        {
            return;
        }

        var turn = 1 / area;
        ref readonly var ca = ref corners[ia];
        ref readonly var cb = ref corners[ib];
        ref readonly var cc = ref corners[ic];
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var (px, py) = (x + 0.5f, y + 0.5f);
                var wb = (((px - a.X) * (c.Y - a.Y)) - ((py - a.Y) * (c.X - a.X))) * turn;
                var wc = (((b.X - a.X) * (py - a.Y)) - ((b.Y - a.Y) * (px - a.X))) * turn;
                var wa = 1 - wb - wc;
                if (wa < -1e-5f || wb < -1e-5f || wc < -1e-5f)
                {
                    continue;
                }

                var near = (wa * a.Z) + (wb * b.Z) + (wc * c.Z);
                var i = (y * Width) + x;
                if (near <= _near[i])
                {
                    continue;
                }

                (_near[i], _cover[i], _owner[i]) = (near, cover, owner);
                _normal[i] = (wa * _corners[ia].Normal) + (wb * _corners[ib].Normal) + (wc * _corners[ic].Normal);
                _skin[i] = new((wa * ca.Around) + (wb * cb.Around) + (wc * cc.Around), (wa * ca.Along) + (wb * cb.Along) + (wc * cc.Along));
            }
        }
    }
}
