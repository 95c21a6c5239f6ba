using System.Text;
using ReId.Contracts;
using ReId.Model.Files;
using ReId.Model.Reporting.Charts;

namespace ReId.Model.Reporting.Html;

/// <summary>
/// A report as one file: style, pictures and charts stand in it, nothing is loaded from anywhere, and it opens from the
/// disk. The page is well-formed XML, so that other programs can read it. Training and the studies write it.
/// </summary>
public sealed class HtmlPage
{
    private readonly StringBuilder _body = new();
    private readonly string _title;

    /// <summary>Begins a page.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="subtitle">A line below the heading; empty for none.</param>
    public HtmlPage(string title, string subtitle = "")
    {
        _title = HtmlText.Escape(title);
        _body.Append($"<h1>{_title}</h1>\n");
        if (subtitle.Length > 0)
        {
            _body.Append($"<p class=\"subtitle\">{HtmlText.Escape(subtitle)}</p>\n");
        }
    }

    /// <summary>A heading.</summary>
    /// <param name="text">Its text.</param>
    public HtmlPage Heading(string text) => Add($"<h2>{HtmlText.Escape(text)}</h2>");

    /// <summary>A quiet line of text.</summary>
    /// <param name="text">Its text.</param>
    public HtmlPage Remark(string text) => Add($"<p class=\"remark\">{HtmlText.Escape(text)}</p>");

    /// <summary>A box that nobody overlooks.</summary>
    /// <param name="head">Its first words.</param>
    /// <param name="text">The rest.</param>
    public HtmlPage Warning(string head, string text) =>
        Add($"<p class=\"warning\"><b>{HtmlText.Escape(head)}</b>{HtmlText.Escape(text)}</p>");

    /// <summary>Large numbers side by side.</summary>
    /// <param name="tiles">What each is, and its number.</param>
    public HtmlPage Tiles(IEnumerable<(string Name, string Value)> tiles) => Add(
        $"<div class=\"tiles\">{string.Concat(tiles.Select(tile => $"<div class=\"tile\"><b>{HtmlText.Escape(tile.Value)}</b><span>{HtmlText.Escape(tile.Name)}</span></div>"))}</div>");

    /// <summary>Charts, beside each other where the screen is wide enough.</summary>
    /// <param name="charts">What <see cref="LineChart.ToHtml"/> and <see cref="BarChart.ToHtml"/> gave.</param>
    public HtmlPage Charts(params IEnumerable<string> charts) => Add($"<div class=\"charts\">{string.Concat(charts)}</div>");

    /// <summary>A table.</summary>
    /// <param name="table">Its rows.</param>
    public HtmlPage Table(HtmlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Add(table.ToHtml());
    }

    /// <summary>Text as it is, in letters of one width.</summary>
    /// <param name="text">The text.</param>
    public HtmlPage Code(string text) => Add($"<div class=\"card\"><pre>{HtmlText.Escape(text.TrimEnd())}</pre></div>");

    /// <summary>An element that is HTML already.</summary>
    /// <param name="html">Well-formed and escaped.</param>
    internal HtmlPage Add(string html)
    {
        _body.Append(html).Append('\n');
        return this;
    }

    /// <summary>Writes the page, aside first.</summary>
    /// <param name="path">The file, by custom ending in <c>.html</c>.</param>
    /// <exception cref="ReIdException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToString())));

    /// <summary>The whole page.</summary>
    public override string ToString() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{_title}</title>
        <style>
        {PageStyle.Css}
        </style>
        </head>
        <body>
        <main>
        {_body}<footer>Made by ReId. This file is complete: it loads nothing and can be passed on as it is.</footer>
        </main>
        <script>
        {ChartHover.Script}
        </script>
        </body>
        </html>

        """;
}
