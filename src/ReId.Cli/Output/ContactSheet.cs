using OpenCvSharp;

namespace ReId.Cli.Output;

/// <summary>One picture of a query and its best matches, side by side.</summary>
internal static class ContactSheet
{
    private const int CellWidth = 128;
    private const int CellHeight = 256;
    private const int Margin = 14;
    private const int Frame = 5;
    private const int Header = 40;
    private const int CaptionLine = 18;

    private static readonly Scalar s_paper = new(250, 250, 250);
    private static readonly Scalar s_ink = new(40, 40, 40);
    private static readonly Scalar s_quiet = new(130, 130, 130);
    private static readonly Scalar s_probe = new(200, 120, 30);
    private static readonly Scalar s_correct = new(60, 170, 60);
    private static readonly Scalar s_other = new(205, 205, 205);

    /// <summary>A picture of the sheet: encoded crop, caption lines, and whether it is framed green.</summary>
    internal sealed record Cell(byte[] Image, IReadOnlyList<string> Caption, bool Correct);

    /// <summary>Draws the probe and its matches, best first, and encodes the sheet as JPEG.</summary>
    public static byte[] Draw(string title, Cell probe, IReadOnlyList<Cell> matches)
    {
        var lines = Math.Max(probe.Caption.Count, matches.Count == 0 ? 0 : matches.Max(match => match.Caption.Count));
        var width = Margin + ((CellWidth + Margin) * (matches.Count + 1)) + Margin;
        var height = Header + CellHeight + Margin + (lines * CaptionLine) + Margin;
        using var sheet = new Mat(height, width, MatType.CV_8UC3, s_paper);
        Write(sheet, title, Margin, 26, s_ink, 0.55);
        Paste(sheet, probe, Margin, s_probe);
        for (var i = 0; i < matches.Count; i++)
        {
            // A wider gap sets the probe apart from what was found for it.
            var x = (2 * Margin) + ((CellWidth + Margin) * (i + 1));
            Paste(sheet, matches[i], x, matches[i].Correct ? s_correct : s_other);
        }

        Cv2.ImEncode(".jpg", sheet, out var jpeg, [(int)ImwriteFlags.JpegQuality, 90]);
        return jpeg;
    }

    private static void Paste(Mat sheet, Cell cell, int x, Scalar frame)
    {
        Cv2.Rectangle(sheet, new Rect(x - Frame, Header - Frame, CellWidth + (2 * Frame), CellHeight + (2 * Frame)), frame, -1);

        // A picture that is gone from the gallery comes as no bytes at all, which the decoder takes for a mistake.
        using var picture = cell.Image.Length == 0 ? new Mat() : Cv2.ImDecode(cell.Image, ImreadModes.Color);
        if (!picture.Empty())
        {
            // Keep the proportions: a stretched person is hard to judge.
            var scale = Math.Min((double)CellWidth / picture.Cols, (double)CellHeight / picture.Rows);
            var size = new Size(Math.Max(1, (int)(picture.Cols * scale)), Math.Max(1, (int)(picture.Rows * scale)));
            using var fitted = new Mat();
            Cv2.Resize(picture, fitted, size, 0, 0, InterpolationFlags.Linear);
            Cv2.Rectangle(sheet, new Rect(x, Header, CellWidth, CellHeight), s_paper, -1);
            var left = x + ((CellWidth - size.Width) / 2);
            var top = Header + ((CellHeight - size.Height) / 2);
            using var place = new Mat(sheet, new Rect(left, top, size.Width, size.Height));
            fitted.CopyTo(place);
        }

        for (var line = 0; line < cell.Caption.Count; line++)
        {
            var y = Header + CellHeight + Margin + ((line + 1) * CaptionLine) - 4;
            Write(sheet, cell.Caption[line], x, y, line == 0 ? s_ink : s_quiet, line == 0 ? 0.5 : 0.42);
        }
    }

    private static void Write(Mat sheet, string text, int x, int y, Scalar colour, double scale) =>
        Cv2.PutText(sheet, text, new Point(x, y), HersheyFonts.HersheySimplex, scale, colour, 1, LineTypes.AntiAlias);
}
