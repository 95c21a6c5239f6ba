using ReId.Cli.Output;
using ReId.Model.Studies.Reporting;
using ReId.Model.Studies.Results;
using Spectre.Console;

namespace ReId.Cli.Commands.Study;

/// <summary>A study as text: conditions, scores, remarks.</summary>
internal static class StudyTable
{
    // Formulas of losses would make a table wider than any terminal; the report and the JSON have them.
    private const int WidestCell = 40;

    public static void Print(StudyOutcome outcome)
    {
        var rows = new StudyRows(outcome);
        Terminal.Line("");
        Terminal.Line(outcome.Settings.Study.Title);
        foreach (var (name, value) in rows.Conditions())
        {
            Terminal.Line($"{name,-10} {value}");
        }

        var cells = rows.All().ToArray();
        int[] shown = [.. Enumerable.Range(0, rows.Columns.Count).Where(column => cells.All(row => row.Cells[column].Length <= WidestCell))];
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in shown)
        {
            var head = new TableColumn(rows.Columns[column]);
            table.AddColumn(column == 0 ? head : head.RightAligned());
        }

        foreach (var (best, row) in cells)
        {
            table.AddRow([.. shown.Select(column => Markup.Escape(row[column] + (best && column == 0 ? " *" : "")))]);
        }

        Terminal.Out.Write(table);
        foreach (var (member, text) in rows.Remarks())
        {
            Terminal.Line($"{member}: {text}");
        }
    }
}
