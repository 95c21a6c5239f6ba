using System.Globalization;
using ReId.Contracts;
using ReId.Model.Reporting.Charts;
using ReId.Model.Reporting.Html;

namespace ReId.Model.Training.Reporting;

/// <summary>The report of a training run: one HTML file with curves, scores, ranked retrieval and recipe.</summary>
public static class TrainingReport
{
    /// <summary>Writes the report; it may be written again at any time, also while the run goes on.</summary>
    /// <param name="path">The HTML file; an existing one is replaced in one step.</param>
    /// <param name="input">What to show.</param>
    /// <exception cref="ReIdException">A log is missing, broken or empty, or the file cannot be written.</exception>
    public static void Write(string path, ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Page(input).Write(path);
    }

    internal static HtmlPage Page(ReportInput input)
    {
        var run = RunMetrics.Read(input.MetricsLogs);
        var page = new HtmlPage(input.Title, Subtitle(run));
        foreach (var warning in run.Notes.Where(note => note.Warning))
        {
            page.Warning($"Step {warning.Step.ToString(CultureInfo.InvariantCulture)}.", warning.Text);
        }

        page.Tiles(Tiles(run));
        page.Heading("Curves").Charts(new RunCharts(run).All());
        AddRanked(page, input.RankedRetrieval);
        AddEvaluations(page, run);
        AddNotes(page, run, input.Notes);
        AddSummary(page, input);
        return page;
    }

    private static string Subtitle(RunMetrics run)
    {
        if (run.Steps.Count == 0)
        {
            return "";
        }

        var last = run.Steps[^1];
        var stages = run.HasStages ? $", stages {string.Join(", ", run.StageBegins.Select(step => step.Stage))}" : "";
        var epochs = last.Epoch > 0 ? string.Create(CultureInfo.InvariantCulture, $", {last.Epoch} epochs") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{last.Step} steps{epochs}{stages}");
    }

    private static IEnumerable<(string Name, string Value)> Tiles(RunMetrics run)
    {
        var culture = CultureInfo.InvariantCulture;
        if (run.Best is { } best)
        {
            yield return (string.Create(culture, $"best mAP (epoch {best.Epoch})"), Score(best.MAp));
            yield return ("rank-1 there", Score(best.Rank1));
        }

        if (run.Steps.Count == 0)
        {
            yield break;
        }

        var last = run.Steps.TakeLast(50).Average(step => step.Loss);
        yield return ("loss, last 50 steps", NumberText.Short(last));
        yield return ("steps", run.Steps[^1].Step.ToString("#,0", culture));
        if (run.Median(step => step.ImagesPerSecond) is > 0 and var rate)
        {
            yield return ("images/s (median)", rate.ToString("0.#", culture));
            yield return ("waiting for data", NumberText.Percent(run.DataWaitShare));
        }
    }

    private static void AddRanked(HtmlPage page, IReadOnlyList<RankedRow> rows)
    {
        if (rows.Count > 0)
        {
            page.Heading("Ranked retrieval")
                .Remark("Queries (blue) and their nearest gallery pictures: green is the same identity, red another one. The queries are spread evenly over the list, not chosen by how well they do.")
                .Add(RankedHtml.Rows(rows));
        }
    }

    private static void AddEvaluations(HtmlPage page, RunMetrics run)
    {
        if (run.Evaluations.Count == 0)
        {
            return;
        }

        var culture = CultureInfo.InvariantCulture;
        var table = new HtmlTable("epoch", "step", "mAP", "rank-1", "rank-5", "mINP");
        foreach (var one in run.Evaluations)
        {
            table.Row(
                ReferenceEquals(one, run.Best), one.Epoch.ToString(culture), one.Step.ToString(culture),
                Score(one.MAp), Score(one.Rank1), Score(one.Rank5), Score(one.MInp));
        }

        page.Heading("Evaluations").Table(table);
    }

    private static void AddNotes(HtmlPage page, RunMetrics run, IReadOnlyList<string> more)
    {
        var table = new HtmlTable();
        foreach (var note in run.Notes)
        {
            table.Row(string.Create(CultureInfo.InvariantCulture, $"step {note.Step}"), note.Text);
        }

        foreach (var note in more)
        {
            table.Row("", note);
        }

        if (!table.Empty)
        {
            page.Heading("Notes").Table(table);
        }
    }

    private static void AddSummary(HtmlPage page, ReportInput input)
    {
        if (input.Summary.Count > 0)
        {
            var table = new HtmlTable();
            foreach (var (name, value) in input.Summary)
            {
                table.Row(name, value);
            }

            page.Heading("The run").Table(table);
        }

        if (input.RecipeYaml.Trim().Length > 0)
        {
            page.Heading("Recipe").Code(input.RecipeYaml);
        }
    }

    private static string Score(double score) => score.ToString("0.0000", CultureInfo.InvariantCulture);
}
