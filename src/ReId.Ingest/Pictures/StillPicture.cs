using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Sources;
using ReId.Ingest.Sources.Formats;

namespace ReId.Ingest.Pictures;

/// <summary>A picture that somebody sent: decoded once, to look for people in it and to cut one out.</summary>
public sealed class StillPicture : IDisposable
{
    // As good as the picture itself to a network, and a fifth of a PNG's bytes.
    private const int JpegQuality = 95;

    private readonly Frame _frame;

    private StillPicture(Mat image) => _frame = new Frame("picture", 0, DateTimeOffset.UnixEpoch, image);

    /// <summary>Width, pixels.</summary>
    public int Width => _frame.Image.Cols;

    /// <summary>Height, pixels.</summary>
    public int Height => _frame.Image.Rows;

    /// <summary>Width and height as the header says, without decoding anything.</summary>
    /// <param name="encoded">JPEG, PNG, WebP, BMP or TIFF.</param>
    /// <param name="mostPixels">The greatest product of both.</param>
    /// <param name="name">How the message calls the picture, e.g. "The picture".</param>
    /// <exception cref="ReIdException">The bytes are no picture, or it is larger.</exception>
    public static (int Width, int Height) Measure(ReadOnlySpan<byte> encoded, long mostPixels, string name)
    {
        // The size first: whatever is too large for the caller or for the decoder is refused in the same words.
        var (width, height, broken) = ImageBytes.Inspect(encoded);
        var most = Math.Min(mostPixels, ImageBytes.MostPixels);
        if (broken is null && width > 0 && height > 0 && width > most / height)
        {
            throw new PictureTooLargeException(
                FormattableString.Invariant($"{name} claims {width}×{height} pixels, but at most {most / 1e6:0.#} megapixels are decoded."));
        }

        return ImageBytes.Flaw(encoded) is { } flaw
            ? throw new ReIdException($"{name} cannot be used: {flaw}.")
            : ((int)width, (int)height);
    }

    /// <summary>Decodes a picture; what the camera says of its orientation is applied.</summary>
    /// <param name="encoded">JPEG, PNG, WebP, BMP or TIFF.</param>
    /// <param name="mostPixels">The greatest number of pixels.</param>
    /// <param name="name">How a message calls the picture.</param>
    /// <exception cref="ReIdException">It does not decode, or is too large.</exception>
    public static StillPicture Decode(ReadOnlySpan<byte> encoded, long mostPixels, string name)
    {
        Measure(encoded, mostPixels, name);
        Mat? image = null;
        try
        {
            image = Cv2.ImDecode(encoded, ImreadModes.Color);
        }
        catch (OpenCVException)
        {
            // Said below, like a picture that comes back empty.
        }

        if (image is null || image.Empty())
        {
            image?.Dispose();
            throw new ReIdException($"{name} cannot be used: it does not decode.");
        }

        return new StillPicture(image);
    }

    /// <summary>The people in it, the most certain first.</summary>
    /// <param name="detector">Finds them; serves one thread at a time.</param>
    public IReadOnlyList<PersonDetection> People(IPersonDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        return [.. detector.Detect(_frame).OrderByDescending(found => found.Score)];
    }

    /// <summary>A part of it as a JPEG.</summary>
    /// <param name="box">The part; must lie inside and have at least one pixel.</param>
    /// <param name="name">How a message calls the box.</param>
    /// <exception cref="ReIdException">It does not lie inside.</exception>
    public byte[] Cut(PixelBox box, string name)
    {
        if (box.X < 0 || box.Y < 0 || box.Width < 1 || box.Height < 1
            || (long)box.X + box.Width > Width || (long)box.Y + box.Height > Height)
        {
            throw new ReIdException(FormattableString.Invariant(
                $"{name} ({box.X},{box.Y},{box.Width},{box.Height}) does not lie inside the picture of {Width}×{Height} pixels."));
        }

        using var part = _frame.Image.SubMat(new Rect(box.X, box.Y, box.Width, box.Height));
        return Encode(part, JpegQuality);
    }

    /// <summary>The whole picture as a JPEG of a given height; a lower one stays as it is.</summary>
    /// <param name="height">Height, pixels, at least 1.</param>
    public byte[] Thumbnail(int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (Height <= height)
        {
            return Encode(_frame.Image, JpegQuality);
        }

        using var small = new Mat();
        var width = Math.Max(1, (int)Math.Round((double)Width * height / Height));
        Cv2.Resize(_frame.Image, small, new Size(width, height), 0, 0, InterpolationFlags.Area);
        return Encode(small, JpegQuality);
    }

    /// <inheritdoc/>
    public void Dispose() => _frame.Dispose();

    private static byte[] Encode(Mat image, int quality) =>
        image.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
}
