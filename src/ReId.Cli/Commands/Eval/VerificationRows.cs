using System.Globalization;
using ReId.Model.Evaluation.Verification;
using Spectre.Console;

namespace ReId.Cli.Commands.Eval;

/// <summary>Verification over folds as rows of the table and as JSON.</summary>
internal static class VerificationRows
{
    public static void AddTo(Table table, FoldVerification found)
    {
        var culture = CultureInfo.InvariantCulture;
        table.AddRow(
            string.Create(culture, $"accuracy, {found.FoldCount} folds"), Number(found.Accuracy.Mean),
            string.Create(culture, $"± {found.Accuracy.Deviation:0.0000}, cosine ≥ {found.Threshold:0.0000}"));
        table.AddRow(
            $"VAL at FAR {EvaluationJson.Rate(found.FalseAcceptRate)}",
            found.Val is { } val ? Number(val.Mean) : "-",
            found.Val is { } spread ? string.Create(culture, $"± {spread.Deviation:0.0000}") : "too few pairs for this rate");
    }

    public static object Json(FoldVerification found) => new
    {
        folds = found.FoldCount,
        accuracy = found.Accuracy,
        threshold = found.Threshold,
        far = found.FalseAcceptRate,
        val = found.Val,
        samePairs = found.SamePairs,
        differentPairs = found.DifferentPairs,
    };

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
