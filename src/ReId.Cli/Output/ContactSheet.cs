using OpenCvSharp;
using ReId.Model.Reporting.Pictures;

namespace ReId.Cli.Output;

/// <summary>One picture of a query and its best matches, side by side.</summary>
internal static class ContactSheet
{
    private const int Margin = 14;
    private const int Header = 40;

    private static readonly PictureCell s_cell = new(Width: 128, Height: 256, Frame: 5);
    private static readonly Scalar s_probe = new(200, 120, 30);
    private static readonly Scalar s_correct = new(60, 170, 60);
    private static readonly Scalar s_other = new(205, 205, 205);

    /// <summary>A picture of the sheet: encoded crop, caption lines, and whether it is framed green.</summary>
    internal sealed record Cell(byte[] Image, IReadOnlyList<string> Caption, bool Correct);

    /// <summary>Draws the probe and its matches, best first, and encodes the sheet as JPEG.</summary>
    public static byte[] Draw(string title, Cell probe, IReadOnlyList<Cell> matches)
    {
        var lines = Math.Max(probe.Caption.Count, matches.Count == 0 ? 0 : matches.Max(match => match.Caption.Count));
        var width = Margin + ((s_cell.Width + Margin) * (matches.Count + 1)) + Margin;
        var height = Header + s_cell.Height + PictureCell.CaptionHeight(lines) + Margin;
        using var sheet = new Mat(height, width, MatType.CV_8UC3, PictureCell.Paper);
        PictureCell.Write(sheet, title, Margin, 26, PictureCell.Ink, 0.55);
        s_cell.Draw(sheet, Margin, Header, probe.Image, s_probe, probe.Caption);
        for (var i = 0; i < matches.Count; i++)
        {
            // A wider gap sets the probe apart from what was found for it.
            var x = (2 * Margin) + ((s_cell.Width + Margin) * (i + 1));
            s_cell.Draw(sheet, x, Header, matches[i].Image, matches[i].Correct ? s_correct : s_other, matches[i].Caption);
        }

        Cv2.ImEncode(".jpg", sheet, out var jpeg, [(int)ImwriteFlags.JpegQuality, 90]);
        return jpeg;
    }
}
