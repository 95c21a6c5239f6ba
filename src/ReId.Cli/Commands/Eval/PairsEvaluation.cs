using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ReId.Cli.Output;
using ReId.Model.Evaluation.Pairs;
using ReId.Model.Evaluation.Verification;
using ReId.Model.Files;
using Spectre.Console;

namespace ReId.Cli.Commands.Eval;

/// <summary><c>reid eval --pairs</c>: a list of pairs as LFW has it.</summary>
internal static class PairsEvaluation
{
    public static async Task<int> RunAsync(
        ParseResult parsed, FileInfo list, DataSetArguments data, FileInfo? json, CancellationToken cancellationToken)
    {
        InputFile.MustExist("--pairs", list);
        var root = data.PairRoot(parsed);
        PairListReport report;
        using (var progress = new StageLine())
        {
            report = await PairListEvaluation.RunAsync(
                list.FullName, root, data.Embedder(parsed), progress, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        Print(report);
        if (json is not null)
        {
            AtomicFile.Write(json.FullName, stream => JsonSerializer.Serialize(stream, Json(report), MatchJson.Format));
        }

        return ExitCodes.Success;
    }

    private static void Print(PairListReport report)
    {
        var culture = CultureInfo.InvariantCulture;
        Terminal.Line(string.Create(
            culture, $"{report.Pairs} pairs of {report.Pictures} pictures in {report.Folds.Count} folds; model {report.Model}"));
        var table = new Table().Border(TableBorder.Simple).AddColumn("measure")
            .AddColumn(new TableColumn("value").RightAligned()).AddColumn(new TableColumn("± over folds").RightAligned());
        Row("accuracy", report.Accuracy);
        Row($"VAL at FAR {Rate}", report.Val);
        Row("FAR of the held folds", report.Far);
        table.AddRow("AUC", Number(report.Area), "");
        table.AddRow("EER", Number(report.EqualErrorRate), "");
        Terminal.Out.Write(table);
        if (!report.FarIsSeen)
        {
            Terminal.Line($"note: FAR {Rate} is less than one of the pairs that a threshold is chosen on: it accepts none of them.");
        }

        void Row(string name, Spread spread) => table.AddRow(name, Number(spread.Mean), Number(spread.Deviation));
    }

    private static object Json(PairListReport report) => new
    {
        accuracy = report.Accuracy,
        far = PairListEvaluation.FalseAcceptRate,
        farIsSeen = report.FarIsSeen,
        val = report.Val,
        heldFar = report.Far,
        auc = report.Area,
        eer = report.EqualErrorRate,
        folds = report.Folds.Select(fold => new
        {
            accuracy = fold.Accuracy,
            val = fold.Point.TrueAcceptRate,
            far = fold.Point.FalseAcceptRate,
            threshold = fold.Point.Threshold,
        }),
        pairs = report.Pairs,
        pictures = report.Pictures,
        model = report.Model,
    };

    private static string Rate => EvaluationJson.Rate(PairListEvaluation.FalseAcceptRate);

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
