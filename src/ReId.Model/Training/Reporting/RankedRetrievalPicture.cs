using OpenCvSharp;
using ReId.Model.Reporting.Pictures;

namespace ReId.Model.Training.Reporting;

/// <summary>
/// A ranked retrieval as one picture: a row a query, the query framed blue, right results green and wrong ones red. For
/// documents and messages; the report itself sets the pictures one by one.
/// </summary>
public static class RankedRetrievalPicture
{
    private const int Margin = 12;
    private const int Quality = 88;

    private static readonly PictureCell s_cell = new(Width: 72, Height: 144, Frame: 4);
    private static readonly Scalar s_query = new(200, 120, 30);
    private static readonly Scalar s_hit = new(60, 170, 60);
    private static readonly Scalar s_miss = new(60, 60, 220);

    /// <summary>Draws the rows one below the other.</summary>
    /// <param name="rows">One or more.</param>
    /// <returns>A JPEG file.</returns>
    public static byte[] Draw(IReadOnlyList<RankedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        var lines = rows.Max(row => row.Results.Append(row.Query).Max(picture => picture.Caption.Count));
        var rowHeight = s_cell.Height + PictureCell.CaptionHeight(lines) + Margin;
        var width = (2 * Margin) + ((s_cell.Width + Margin) * (1 + rows.Max(row => row.Results.Count)));
        using var sheet = new Mat(Margin + (rows.Count * rowHeight), width, MatType.CV_8UC3, PictureCell.Paper);
        for (var i = 0; i < rows.Count; i++)
        {
            var y = Margin + (i * rowHeight);
            Draw(sheet, rows[i].Query, Margin, y);
            for (var j = 0; j < rows[i].Results.Count; j++)
            {
                // A wider gap sets the query apart from what was found for it.
                Draw(sheet, rows[i].Results[j], (2 * Margin) + ((s_cell.Width + Margin) * (j + 1)), y);
            }
        }

        Cv2.ImEncode(".jpg", sheet, out var jpeg, [(int)ImwriteFlags.JpegQuality, Quality]);
        return jpeg;
    }

    private static void Draw(Mat sheet, RankedPicture picture, int x, int y) => s_cell.Draw(
        sheet, x, y, picture.Encoded, picture.Hit switch { null => s_query, true => s_hit, false => s_miss }, picture.Caption);
}
