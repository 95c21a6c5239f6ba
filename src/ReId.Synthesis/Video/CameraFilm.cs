using System.Numerics;
using OpenCvSharp;
using ReId.Synthesis.Bodies;
using ReId.Synthesis.Cameras;
using ReId.Synthesis.Crops;
using ReId.Synthesis.People;
using ReId.Synthesis.Rendering;

namespace ReId.Synthesis.Video;

/// <summary>Renders the frames of one camera in order. One film serves one thread.</summary>
public sealed class CameraFilm
{
    // Metres around the feet where shadows fall.
    private const float ShadowReach = 3;
    private readonly Canvas _canvas;
    private readonly Developer _developer;
    private readonly Camera _camera;
    private readonly Backdrop _empty;
    private readonly List<(Walk Walk, Person Who)> _walks;
    private readonly Mesh _mesh = new();
    private readonly long _seed;
    private readonly float _rate;
    private readonly int _number;

    internal CameraFilm(long seed, Camera camera, int number, IEnumerable<Walk> walks, float framesPerSecond)
    {
        (_seed, _camera, _number, _rate) = (seed, camera, number, framesPerSecond);
        _walks = [.. walks.Where(walk => walk.Camera == number).Select(walk => (walk, new Person(seed, walk.Identity)))];
        var (width, height) = (camera.View.Width, camera.View.Height);
        (_canvas, _developer) = (new(width * height), new(width * height));
        _canvas.Begin(camera.View, new(0, 0, width, height), width, height);
        foreach (var (shape, _) in camera.Props)
        {
            _canvas.Draw(shape, default, 0, 0);
        }

        _canvas.Finish(camera.Place, camera.Light, []);
        _empty = _canvas.Keep();
    }

    /// <summary>Who is seen at every pixel of the last frame, row by row: identities, 0 for nobody.</summary>
    public ReadOnlySpan<int> Owners => _canvas.Owners;

    /// <summary>Renders a frame.</summary>
    /// <param name="frame">From 1.</param>
    /// <param name="seen">Filled with the people in it.</param>
    /// <returns>A BGR picture; the caller disposes of it.</returns>
    public Mat Render(int frame, ICollection<Sighting> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var time = (frame - 1) / _rate;
        _canvas.Restore(_empty);
        List<Rect> parts = [];
        Span<Vector2> feet = stackalloc Vector2[16];
        var count = 0;
        foreach (var (walk, who) in _walks)
        {
            if (time < walk.Begin || time > walk.End || count == feet.Length)
            {
                continue;
            }

            var at = feet[count++] = walk.At(time);
            _mesh.Clear();
            Figure.Build(_mesh, who, walk.Pose(who, time));
            _canvas.Draw(_mesh, at, walk.Heading, walk.Identity);
            var box = Framing.Around(_mesh, _camera.View, at, walk.Heading);
            parts.Add(Inside(Reach(box, at)));
            Note(frame, walk.Identity, box, seen);
        }

        foreach (var part in parts)
        {
            _canvas.Finish(_camera.Place, _camera.Light, feet[..count], part);
        }

        var noise = new Chance(_seed, _number, frame, 7);
        return _developer.Develop(_canvas, _camera.Lens, 1, new Size(_canvas.Width, _canvas.Height), ref noise);
    }

    private void Note(int frame, int identity, in Window box, ICollection<Sighting> seen)
    {
        var whole = Inside(box);
        if (whole.Width >= 0.4f * box.Width && whole.Height >= 0.4f * box.Height && whole.Width > 0 && whole.Height > 0)
        {
            seen.Add(new(frame, identity, whole));
        }
    }

    private Rect Inside(in Window box)
    {
        var (left, top) = (Math.Clamp((int)MathF.Floor(box.Left), 0, _canvas.Width), Math.Clamp((int)MathF.Floor(box.Top), 0, _canvas.Height));
        var (right, bottom) = (Math.Clamp((int)MathF.Ceiling(box.Left + box.Width), left, _canvas.Width), Math.Clamp((int)MathF.Ceiling(box.Top + box.Height), top, _canvas.Height));
        return new(left, top, right - left, bottom - top);
    }

    private Window Reach(in Window box, Vector2 at)
    {
        var (left, top, right, bottom) = (box.Left, box.Top, box.Left + box.Width, box.Top + box.Height);
        foreach (var x in (ReadOnlySpan<float>)[-ShadowReach, ShadowReach])
        {
            foreach (var z in (ReadOnlySpan<float>)[-ShadowReach, ShadowReach])
            {
                var corner = _camera.View.Project(new(at.X + x, 0, MathF.Max(1, at.Y + z)));
                (left, top) = (MathF.Min(left, corner.X), MathF.Min(top, corner.Y));
                (right, bottom) = (MathF.Max(right, corner.X), MathF.Max(bottom, corner.Y));
            }
        }

        return new(left, top, right - left, bottom - top);
    }
}
