using OpenCvSharp;

namespace ReId.Model.Reporting.Pictures;

/// <summary>A framed picture with its caption on a sheet of pictures.</summary>
/// <param name="Width">Width of the picture's place.</param>
/// <param name="Height">Height of the picture's place.</param>
/// <param name="Frame">Thickness of the frame around it.</param>
public sealed record PictureCell(int Width, int Height, int Frame)
{
    /// <summary>Height of a line of the caption.</summary>
    public const int CaptionLine = 18;

    // Between the picture and the first line of its caption.
    private const int CaptionGap = 14;

    /// <summary>What shows around pictures and where there is none.</summary>
    public static Scalar Paper => new(250, 250, 250);

    /// <summary>Colour of headings and of a caption's first line.</summary>
    public static Scalar Ink => new(40, 40, 40);

    private static Scalar Quiet => new(130, 130, 130);

    /// <summary>Room below a picture for a caption.</summary>
    /// <param name="lines">Lines of it.</param>
    public static int CaptionHeight(int lines) => CaptionGap + (lines * CaptionLine);

    /// <summary>Draws a cell.</summary>
    /// <param name="sheet">The sheet, BGR.</param>
    /// <param name="x">Left edge of the picture.</param>
    /// <param name="y">Upper edge of the picture.</param>
    /// <param name="encoded">A picture file; the cell stays empty where it cannot be decoded.</param>
    /// <param name="frame">Colour of the frame.</param>
    /// <param name="caption">Lines below; the first stands out. OpenCV's fonts know ASCII only.</param>
    public void Draw(Mat sheet, int x, int y, byte[] encoded, Scalar frame, IReadOnlyList<string> caption)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        ArgumentNullException.ThrowIfNull(caption);
        Cv2.Rectangle(sheet, new Rect(x - Frame, y - Frame, Width + (2 * Frame), Height + (2 * Frame)), frame, -1);

        // A picture that is gone comes as no bytes at all, which the decoder takes for a mistake.
        using var picture = encoded.Length == 0 ? new Mat() : Cv2.ImDecode(encoded, ImreadModes.Color);
        if (!picture.Empty())
        {
            Paste(sheet, picture, x, y);
        }

        for (var line = 0; line < caption.Count; line++)
        {
            var below = y + Height + CaptionHeight(line + 1) - 4;
            Write(sheet, caption[line], x, below, line == 0 ? Ink : Quiet, line == 0 ? 0.5 : 0.42);
        }
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="text">ASCII.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Base line.</param>
    /// <param name="colour">BGR.</param>
    /// <param name="scale">Size, as a multiple of the font's own.</param>
    public static void Write(Mat sheet, string text, int x, int y, Scalar colour, double scale) =>
        Cv2.PutText(sheet, text, new Point(x, y), HersheyFonts.HersheySimplex, scale, colour, 1, LineTypes.AntiAlias);

    private void Paste(Mat sheet, Mat picture, int x, int y)
    {
        // Keep the proportions: a stretched person is hard to judge.
        var scale = Math.Min((double)Width / picture.Cols, (double)Height / picture.Rows);
        var size = new Size(Math.Max(1, (int)(picture.Cols * scale)), Math.Max(1, (int)(picture.Rows * scale)));
        using var fitted = new Mat();
        Cv2.Resize(picture, fitted, size, 0, 0, InterpolationFlags.Linear);
        Cv2.Rectangle(sheet, new Rect(x, y, Width, Height), Paper, -1);
        using var place = new Mat(sheet, new Rect(x + ((Width - size.Width) / 2), y + ((Height - size.Height) / 2), size.Width, size.Height));
        fitted.CopyTo(place);
    }
}
