namespace ReId.Model.Reporting.Html;

/// <summary>A table that scrolls by itself on a narrow screen.</summary>
public sealed class HtmlTable
{
    private readonly List<string> _rows = [];
    private readonly string[] _columns;

    /// <summary>Begins a table.</summary>
    /// <param name="columns">
    /// Heads of the columns; all but the first are aligned as numbers. None for a table of names and values.
    /// </param>
    public HtmlTable(params string[] columns) => _columns = columns;

    /// <summary>True before the first row.</summary>
    public bool Empty => _rows.Count == 0;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Texts, as many as there are columns.</param>
    public HtmlTable Row(params string[] cells) => Row(best: false, cells);

    /// <summary>Adds a row that may be marked as the best one.</summary>
    /// <param name="best">True for bold with a star.</param>
    /// <param name="cells">Texts, as many as there are columns.</param>
    public HtmlTable Row(bool best, params string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        _rows.Add($"<tr{(best ? " class=\"best\"" : "")}>{string.Concat(cells.Select((cell, i) => $"<td{Kind(i)}>{HtmlText.Escape(cell)}</td>"))}</tr>");
        return this;
    }

    /// <summary>The table as an element of a page.</summary>
    public string ToHtml()
    {
        var head = _columns.Length == 0
            ? ""
            : $"<thead><tr>{string.Concat(_columns.Select((name, i) => $"<th{Kind(i)}>{HtmlText.Escape(name)}</th>"))}</tr></thead>";
        return $"<div class=\"card\"><table>{head}<tbody>{string.Concat(_rows)}</tbody></table></div>";
    }

    private string Kind(int column) => column == 0 ? "" : _columns.Length == 0 ? " class=\"wide\"" : " class=\"number\"";
}
