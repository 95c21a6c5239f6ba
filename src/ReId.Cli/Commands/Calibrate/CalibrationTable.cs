using System.Globalization;
using ReId.Cli.Commands.Eval;
using ReId.Cli.Output;
using ReId.Model.Calibration;
using Spectre.Console;

namespace ReId.Cli.Commands.Calibrate;

/// <summary>A calibration as text.</summary>
internal static class CalibrationTable
{
    public static void Print(ModelCalibration calibration, string path, string? weights)
    {
        Terminal.Line(
            $"{calibration.Source}{(calibration.Model is { } model ? $"; model {model}" : "")}; "
            + (calibration.CrossCamera ? "pairs of one identity by different cameras" : "all pairs, whoever took them"));
        Part("fitted on", calibration.Fitted);
        Part("held out", calibration.HeldOut);
        Terminal.Out.Write(Probabilities(calibration));
        Terminal.Out.Write(Thresholds(calibration));
        Terminal.Out.Write(ReliabilityRows(calibration));
        Terminal.Line(Text($"expected calibration error on held-out identities: {calibration.Reliability.ExpectedCalibrationError:0.0000}"));
        Terminal.Line($"{path} written{(weights is null ? "" : $", beside {weights}")}");
    }

    private static void Part(string name, CalibrationPart part) => Terminal.Line(Text(
        $"{name} {part.Identities} identities, {part.Pictures} pictures: {part.SamePairs} pairs of one identity, {part.DifferentPairs} of two"));

    private static Table Probabilities(ModelCalibration calibration)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("similarity")
            .AddColumn(Right("likelihood ratio")).AddColumn(Right(Text($"same at prior {calibration.Prior}"))).AddColumn(Right("at prior 0.001"));
        for (var tenth = 0; tenth <= 10; tenth++)
        {
            var cosine = tenth / 10.0;
            table.AddRow(
                Text($"{cosine:0.0}"), Text($"{Math.Exp(calibration.Map.LogRatio(cosine)):G3}"),
                Text($"{calibration.Probability(cosine):0.0000}"), Text($"{calibration.Probability(cosine, 0.001):0.0000}"));
        }

        return table;
    }

    private static Table Thresholds(ModelCalibration calibration)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("FAR").AddColumn(Right("accept from"))
            .AddColumn(Right("held-out FAR")).AddColumn(Right("held-out VAL"));
        foreach (var threshold in calibration.Thresholds)
        {
            if (threshold.Similarity is { } similarity)
            {
                table.AddRow(
                    EvaluationJson.Rate(threshold.FalseAcceptRate), Text($"{similarity:0.0000}"),
                    Text($"{threshold.HeldOutFar:0.0e+00}"), Text($"{threshold.HeldOutVal:0.0000}"));
            }
            else
            {
                table.AddRow(
                    EvaluationJson.Rate(threshold.FalseAcceptRate),
                    Text($"none: needs {Math.Ceiling(1 / threshold.FalseAcceptRate):0} pairs of two identities, the fit has {calibration.Fitted.DifferentPairs}"));
            }
        }

        return table;
    }

    private static Table ReliabilityRows(ModelCalibration calibration)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("probability").AddColumn(Right("share of pairs"))
            .AddColumn(Right("stated")).AddColumn(Right("observed"));
        foreach (var row in calibration.Reliability.Rows)
        {
            table.AddRow(
                Text($"{row.Low:0.0} – {row.High:0.0}"), Text($"{row.Share:0.0000}"),
                row.Stated is { } stated ? Text($"{stated:0.0000}") : "-", row.Observed is { } observed ? Text($"{observed:0.0000}") : "-");
        }

        return table;
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
