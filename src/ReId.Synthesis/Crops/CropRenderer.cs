using System.Numerics;
using System.Runtime.InteropServices;
using OpenCvSharp;
using ReId.Synthesis.People;
using ReId.Synthesis.Rendering;

namespace ReId.Synthesis.Crops;

/// <summary>Renders crops of people; the same numbers give the same bytes. One renderer serves one thread.</summary>
/// <param name="seed">Of people, cameras and moments.</param>
/// <param name="height">Pixels.</param>
/// <param name="width">Pixels.</param>
public sealed class CropRenderer(long seed, int height = 256, int width = 128)
{
    private readonly Canvas _canvas = new(width, height);
    private readonly byte[] _pixels = new byte[width * height * 3];

    /// <summary>One crop as the bytes of a JPEG file.</summary>
    /// <param name="identity">The person, from 1.</param>
    /// <param name="camera">From 1.</param>
    /// <param name="number">The moment.</param>
    public byte[] Jpeg(int identity, int camera, int number)
    {
        var place = new Camera(seed, camera);
        Render(identity, camera, number, place);
        using var picture = Finish(place);
        Cv2.ImEncode(".jpg", picture, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, place.Quality));
        return bytes;
    }

    private void Render(int identity, int camera, int number, Camera place)
    {
        var chance = new Chance(seed, identity, camera, number, 3);
        var who = new Person(seed, identity);
        Background(ref chance, place);
        _canvas.ClearDepth();
        var yaw = place.Yaw + (chance.Happens(0.5f) ? MathF.PI : 0) + chance.Between(-0.9f, 0.9f);
        var scale = chance.Between(0.84f, 1.08f) * height / (who.Height * 1.02f);
        Vector2 feet = new((0.5f + chance.Between(-0.1f, 0.1f)) * width, (0.5f + chance.Between(-0.03f, 0.03f)) * height);
        feet.Y += 0.5f * scale * who.Height * MathF.Cos(place.Pitch);
        Figure.Draw(_canvas, new View(yaw, place.Pitch, scale, feet, place.Light), who, chance.Between(0, MathF.Tau));
        if (chance.Happens(0.15f))
        {
            Occlude(ref chance);
        }
    }

    private void Background(ref Chance chance, Camera place)
    {
        var horizon = chance.Between(0.1f, 0.6f) * height;
        var (shiftX, shiftY) = (chance.Between(0, 500), chance.Between(0, 500));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var tile = new Chance((long)((x + shiftX) / place.Tile), (long)((y + shiftY) / place.Tile), y < horizon ? 1 : 2).Next();
                var colour = y < horizon ? place.Wall * (0.5f + (0.6f * tile)) : place.Floor * (0.85f + (0.2f * tile));
                _canvas.Colours[(y * width) + x] = colour;
            }
        }
    }

    private void Occlude(ref Chance chance)
    {
        var colour = chance.Cloth();
        var top = (int)(chance.Between(0.55f, 0.9f) * height);
        var (left, right) = chance.Happens(0.5f) ? (0, (int)(chance.Between(0.3f, 1) * width)) : ((int)(chance.Between(0, 0.7f) * width), width);
        for (var y = top; y < height; y++)
        {
            _canvas.Colours.AsSpan((y * width) + left, right - left).Fill(colour);
        }
    }

    private Mat Finish(Camera place)
    {
        for (var i = 0; i < _canvas.Colours.Length; i++)
        {
            var seen = Vector3.Clamp(place.See(_canvas.Colours[i]), Vector3.Zero, Vector3.One) * 255;
            (_pixels[3 * i], _pixels[(3 * i) + 1], _pixels[(3 * i) + 2]) = ((byte)seen.Z, (byte)seen.Y, (byte)seen.X);
        }

        var picture = new Mat(height, width, MatType.CV_8UC3);
        Marshal.Copy(_pixels, 0, picture.Data, _pixels.Length);
        using var coarse = new Mat();
        Cv2.Resize(picture, coarse, new Size((int)(width * place.Detail), (int)(height * place.Detail)), 0, 0, InterpolationFlags.Area);
        Cv2.Resize(coarse, picture, new Size(width, height), 0, 0, InterpolationFlags.Linear);
        return picture;
    }
}
