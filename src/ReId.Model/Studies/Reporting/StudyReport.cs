using ReId.Model.Reporting.Html;
using ReId.Model.Studies.Results;
using ReId.Model.Training.Recipes;

namespace ReId.Model.Studies.Reporting;

/// <summary>The report of a study: one HTML file with charts, table and conditions.</summary>
public static class StudyReport
{
    /// <summary>Writes it.</summary>
    /// <param name="path">The HTML file; an existing one is replaced in one step.</param>
    /// <param name="outcome">What was found.</param>
    /// <exception cref="Contracts.ReIdException">It cannot be written.</exception>
    public static void Write(string path, StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Page(outcome).Write(path);
    }

    internal static HtmlPage Page(StudyOutcome outcome)
    {
        var rows = new StudyRows(outcome);
        var page = new HtmlPage(outcome.Settings.Study.Title, outcome.Protocol);
        if (!outcome.Complete)
        {
            page.Warning("Interrupted.", "The runs that are missing follow with --resume.");
        }

        page.Charts(StudyCharts.Of(outcome)).Heading("Scores").Table(Table(rows));
        var remarks = new HtmlTable();
        foreach (var (member, text) in rows.Remarks())
        {
            remarks.Row(member, text);
        }

        if (!remarks.Empty)
        {
            page.Heading("Remarks").Table(remarks);
        }

        var conditions = new HtmlTable();
        foreach (var (name, value) in rows.Conditions())
        {
            conditions.Row(name, value);
        }

        page.Heading("How it was done").Table(conditions);
        if (outcome.Members.FirstOrDefault(one => one.Member.Recipe is not null)?.Member is { } first)
        {
            page.Heading("Recipe")
                .Remark($"Of '{first.Name}', without seed, length and schedule, which are in the folder of each run.")
                .Code(RecipeWriter.Write(first.Recipe!));
        }

        return page;
    }

    private static HtmlTable Table(StudyRows rows)
    {
        var table = new HtmlTable([.. rows.Columns]);
        foreach (var (best, cells) in rows.All())
        {
            table.Row(best, cells);
        }

        return table;
    }
}
