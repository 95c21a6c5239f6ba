using OpenCvSharp;

namespace ReId.Model.Studies.Running;

/// <summary>What is done to a query before the model sees it.</summary>
public sealed record QueryChange
{
    /// <summary>Store it as JPEG of this quality, 1 to 100; null to leave that out.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>Shrink it to this height, pixels; null to keep it. A picture that is smaller already is never enlarged.</summary>
    public int? Height { get; init; }

    /// <summary>Shrink it to this width, pixels; null to keep it.</summary>
    public int? Width { get; init; }

    /// <summary>The changed picture, encoded; without a quality as PNG, which loses nothing more.</summary>
    /// <param name="encoded">A picture that decodes.</param>
    public byte[] Apply(ReadOnlySpan<byte> encoded)
    {
        using var picture = Cv2.ImDecode(encoded, ImreadModes.Color);
        var size = new Size(Math.Min(picture.Cols, Width ?? picture.Cols), Math.Min(picture.Rows, Height ?? picture.Rows));
        using var shrunk = new Mat();
        Cv2.Resize(picture, shrunk, size, 0, 0, InterpolationFlags.Area);
        return JpegQuality is { } quality
            ? shrunk.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality))
            : shrunk.ImEncode(".png");
    }
}
