using System.Runtime.InteropServices;
using OpenCvSharp;
using ReId.Synthesis.Cameras;

namespace ReId.Synthesis.Rendering;

/// <summary>Makes of light the picture that a camera delivers. One developer serves one thread.</summary>
/// <param name="mostPixels">Of any picture.</param>
internal sealed class Developer(int mostPixels)
{
    private readonly byte[] _pixels = new byte[mostPixels * 3];

    /// <summary>A BGR picture of the canvas as the sensor resolves it.</summary>
    /// <param name="canvas">Finished.</param>
    /// <param name="lens">Of the camera.</param>
    /// <param name="moment">Exposure against the usual one.</param>
    /// <param name="size">Pixels of the sensor.</param>
    /// <param name="chance">Of the noise.</param>
    public Mat Develop(Canvas canvas, Lens lens, float moment, Size size, ref Chance chance)
    {
        for (var i = 0; i < canvas.Width * canvas.Height; i++)
        {
            var seen = lens.See(canvas.Colours[i], moment) * 255;
            (_pixels[3 * i], _pixels[(3 * i) + 1], _pixels[(3 * i) + 2]) = ((byte)(seen.Z + 0.5f), (byte)(seen.Y + 0.5f), (byte)(seen.X + 0.5f));
        }

        using var fine = new Mat(canvas.Height, canvas.Width, MatType.CV_8UC3);
        Marshal.Copy(_pixels, 0, fine.Data, canvas.Width * canvas.Height * 3);
        var picture = new Mat();
        Cv2.Resize(fine, picture, size, 0, 0, InterpolationFlags.Area);
        if (lens.Blur > 0)
        {
            using var soft = new Mat();
            Cv2.Resize(picture, soft, new Size(Math.Max(4, (int)(size.Width / (1 + lens.Blur))), Math.Max(8, (int)(size.Height / (1 + lens.Blur)))), 0, 0, InterpolationFlags.Area);
            Cv2.Resize(soft, picture, size, 0, 0, InterpolationFlags.Linear);
        }

        if (lens.Grain > 0)
        {
            Grain(picture, lens.Grain, ref chance);
        }

        return picture;
    }

    private void Grain(Mat picture, float strength, ref Chance chance)
    {
        var count = picture.Rows * picture.Cols * 3;
        Marshal.Copy(picture.Data, _pixels, 0, count);
        for (var i = 0; i < count; i += 3)
        {
            // Brightness is noisier than colour.
            var grey = 2.2f * strength * chance.Around();
            for (var c = 0; c < 3; c++)
            {
                _pixels[i + c] = (byte)Math.Clamp(_pixels[i + c] + grey + (0.8f * strength * chance.Around()), 0, 255);
            }
        }

        Marshal.Copy(_pixels, 0, picture.Data, count);
    }
}
