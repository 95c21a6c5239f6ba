using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Reporting;
using ReId.Model.Evaluation.Verification;
using Spectre.Console;

namespace ReId.Cli.Commands.Eval;

/// <summary>The report as text.</summary>
internal static class EvaluationTable
{
    public static void Print(EvaluationSource source, EvaluationReport report)
    {
        var culture = CultureInfo.InvariantCulture;
        Terminal.Line(Protocol(source, report));
        Terminal.Line(string.Create(
            culture,
            $"{report.Scores.Queries} queries, {report.Scores.QueriesWithoutMatch} of them without a match; {report.Gallery} in the gallery{Junk(report)}{Skipped(source)}"));

        var table = new Table().Border(TableBorder.Simple).AddColumn("measure")
            .AddColumn(new TableColumn("value").RightAligned())
            .AddColumn(new TableColumn(string.Create(culture, $"{Bootstrap.Confidence * 100:0} % interval")).RightAligned());
        foreach (var (name, score) in Rows(report))
        {
            table.AddRow(name, Number(score.Value), $"{Number(score.Interval.Low)} – {Number(score.Interval.High)}");
        }

        foreach (var point in report.Scores.OperatingPoints)
        {
            var threshold = point.Threshold.ToString("0.0000", culture);
            table.AddRow($"TPR at FPR {EvaluationJson.Rate(point.Target)}", Number(point.TrueAcceptRate), $"distance < {threshold}");
        }

        if (report.Verification is { } verification)
        {
            VerificationRows.AddTo(table, verification);
        }

        Terminal.Out.Write(table);
        if (report.VerificationLeftOut is { } reason)
        {
            Terminal.Line(string.Create(culture, $"note: verification over {FoldVerification.UsualFolds} folds is left out: {reason}."));
        }

        Terminal.Line(Times(source, report));
    }

    private static IEnumerable<(string Name, Score Score)> Rows(EvaluationReport report)
    {
        if (report.HasCameras)
        {
            yield return ("mAP", report.MeanAveragePrecision);
            yield return ("mINP", report.MeanInversePenalty);
            foreach (var score in report.Ranks)
            {
                yield return ($"rank-{score.Name["rank".Length..]}", score);
            }

            yield break;
        }

        foreach (var score in report.Recalls)
        {
            yield return ($"Recall@{score.Name}", score);
        }

        yield return ("mAP@R", report.MeanAveragePrecisionAtR);
        yield return ("R-precision", report.RPrecision);
        yield return ("mAP", report.MeanAveragePrecision);
    }

    private static string Protocol(EvaluationSource source, EvaluationReport report)
    {
        var options = report.Options;
        var parts = new List<string>
        {
            $"{source.Protocol}: {(report.HasCameras ? "same identity and camera left out" : "image retrieval without cameras")}",
            options.Metric.ToString().ToLowerInvariant(),
        };
        if (options.Trapezoidal)
        {
            parts.Add("trapezoidal AP");
        }

        if (options.QueryExpansion > 0)
        {
            parts.Add(FormattableString.Invariant($"queries expanded by {options.QueryExpansion}, alpha {options.Alpha}"));
        }

        if (options.Rerank is { } rerank)
        {
            parts.Add(FormattableString.Invariant(
                $"re-ranked with k1 {rerank.K1}, k2 {rerank.K2}, lambda {rerank.Lambda}{(rerank.SquaredInput ? ", squared" : "")}"));
        }

        if (source.Model is not null)
        {
            parts.Add($"model {source.Model}");
        }

        return string.Join("; ", parts);
    }

    private static string Junk(EvaluationReport report) => report.JunkDropped == 0
        ? "" : string.Create(CultureInfo.InvariantCulture, $", {report.JunkDropped} more dropped as junk");

    private static string Skipped(EvaluationSource source) => source.Skipped == 0
        ? "" : string.Create(CultureInfo.InvariantCulture, $"; {source.Skipped} pictures skipped");

    private static string Times(EvaluationSource source, EvaluationReport report)
    {
        var parts = new List<string>();
        Add("embedding", source.EmbedTime);
        Add("re-ranking", report.RerankTime);
        Add("ranking", report.RankTime);
        Add("verification", report.VerificationTime);
        return string.Join(", ", parts);

        void Add(string what, TimeSpan time)
        {
            if (time > TimeSpan.Zero)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {time.TotalSeconds:0.00} s"));
            }
        }
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
