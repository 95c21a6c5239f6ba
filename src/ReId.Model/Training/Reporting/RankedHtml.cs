using ReId.Model.Reporting.Html;

namespace ReId.Model.Training.Reporting;

/// <summary>A ranked retrieval as elements of a page; a row scrolls by itself on a narrow screen.</summary>
internal static class RankedHtml
{
    public static string Rows(IEnumerable<RankedRow> rows) => $"<div class=\"ranked\">{string.Concat(rows.Select(Row))}</div>";

    private static string Row(RankedRow row) =>
        $"<div class=\"card\"><div class=\"row\">{string.Concat(row.Results.Prepend(row.Query).Select(Picture))}</div></div>";

    private static string Picture(RankedPicture picture)
    {
        var (kind, alt) = picture.Hit switch
        {
            null => ("query", "query"),
            true => ("hit", "same identity"),
            false => ("miss", "another identity"),
        };
        var image = picture.Encoded.Length == 0
            ? "<i>no picture</i>"
            : $"<img alt=\"{alt}\" src=\"{HtmlText.DataUri(picture.Encoded)}\"/>";
        return $"<div class=\"{kind}\">{image}{string.Concat(picture.Caption.Select(line => $"<span>{HtmlText.Escape(line)}</span>"))}</div>";
    }
}
