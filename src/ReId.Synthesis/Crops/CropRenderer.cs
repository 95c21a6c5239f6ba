using System.Numerics;
using OpenCvSharp;
using ReId.Synthesis.Bodies;
using ReId.Synthesis.Cameras;
using ReId.Synthesis.Clothes;
using ReId.Synthesis.People;
using ReId.Synthesis.Rendering;

namespace ReId.Synthesis.Crops;

/// <summary>Renders crops of people; the same numbers give the same bytes. One renderer serves one thread.</summary>
/// <param name="seed">Of people, cameras and moments.</param>
/// <param name="height">Pixels.</param>
/// <param name="width">Pixels.</param>
public sealed class CropRenderer(long seed, int height = 256, int width = 128)
{
    /// <summary>Changes when the same numbers give other pictures.</summary>
    public const int Version = 2;

    private const int Finest = 216;
    private readonly Canvas _canvas = new(Finest * Finest);
    private readonly Developer _developer = new(Finest * Finest);
    private readonly Mesh _mesh = new();
    private readonly Mesh _others = new();
    private readonly Dictionary<int, Camera> _cameras = [];

    /// <summary>One crop as the bytes of a JPEG file.</summary>
    /// <param name="identity">The person, from 1.</param>
    /// <param name="camera">From 1.</param>
    /// <param name="number">The moment.</param>
    public byte[] Jpeg(int identity, int camera, int number)
    {
        if (!_cameras.TryGetValue(camera, out var place))
        {
            _cameras[camera] = place = new Camera(seed, camera);
        }

        var chance = new Chance(seed, identity, camera, number, 3);
        using var seen = Render(ref chance, new Person(seed, identity), place);
        using var picture = new Mat();
        Cv2.Resize(seen, picture, new Size(width, height), 0, 0, seen.Rows > height ? InterpolationFlags.Area : InterpolationFlags.Linear);
        Cv2.ImEncode(".jpg", picture, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, place.Lens.Quality));
        return bytes;
    }

    private Mat Render(ref Chance chance, Person who, Camera camera)
    {
        var feet = camera.Ground(ref chance);
        var heading = camera.Heading + (chance.Happens(0.4f) ? MathF.PI : 0) + (chance.Happens(0.25f) ? chance.Between(-3, 3) : 0.6f * chance.Around());
        _mesh.Clear();
        Figure.Build(_mesh, who, Pose.Draw(ref chance, who));
        var window = Framing.Draw(ref chance, Framing.Around(_mesh, camera.View, feet, heading), (float)width / height);
        var tall = Math.Clamp((int)window.Height, 24, 190);
        Size sensor = new(Math.Max(8, tall * width / height), tall);
        var fine = Math.Clamp(tall * 6 / 5, 96, Finest);
        _canvas.Begin(camera.View, window, Math.Min(Finest, fine * width / height), fine);
        _canvas.Draw(_mesh, feet, heading, 1);
        foreach (var (shape, ahead) in camera.Props)
        {
            // What stands in front would hide everyone behind it from this camera for good.
            if (ahead > feet.Y)
            {
                _canvas.Draw(shape, default, 0, 0);
            }
        }

        if (chance.Happens(0.08f))
        {
            Hide(ref chance, feet);
        }

        Span<Vector2> people = stackalloc Vector2[3];
        people[0] = feet;
        var count = Others(ref chance, feet, people);
        var light = chance.Happens(0.25f) ? camera.Light.Dimmed(chance.Between(0.05f, 0.5f)) : camera.Light;
        _canvas.Finish(camera.Place, light, people[..count]);
        return _developer.Develop(_canvas, camera.Lens, MathF.Exp(0.3f * chance.Around()), sensor, ref chance);
    }

    // A bollard, a bonnet, a box: something low between camera and person.
    private void Hide(ref Chance chance, Vector2 feet)
    {
        var (high, wide) = (chance.Between(0.35f, 0.95f), chance.Between(0.15f, 0.7f));
        var at = new Vector3(feet.X + (0.6f * wide * chance.Around()), 0, feet.Y - chance.Between(0.5f, 0.9f));
        _others.Clear();
        Tube.Add(_others, [new(at + new Vector3(0, high, 0), wide, 0.2f), new(at, wide, 0.2f)], Fabric.Plain(Palette.Cloth(ref chance), 0.1f), 12, 0.7f);
        _canvas.Draw(_others, default, 0, 0);
    }

    // Passers-by: mostly behind, sometimes in front.
    private int Others(ref Chance chance, Vector2 feet, Span<Vector2> people)
    {
        var count = 1;
        while (count < people.Length && chance.Happens(0.22f))
        {
            var nearer = chance.Happens(0.25f);
            var at = feet + new Vector2(chance.Between(0.35f, 1.1f) * (chance.Happens(0.5f) ? 1 : -1), nearer ? -chance.Between(0.4f, 1) : chance.Between(0.5f, 4));
            var other = new Person(seed, -1 - chance.Below(1 << 30));
            _others.Clear();
            Figure.Build(_others, other, Pose.Draw(ref chance, other));
            _canvas.Draw(_others, at, chance.Between(0, MathF.Tau), 1 + count);
            people[count++] = at;
        }

        return count;
    }
}
