using System.Globalization;
using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Golden.Evaluation;

/// <summary>True-positive rates at false-positive rates. fast-reid's own numbers in the file have the pairs swapped.</summary>
internal sealed class RocCheck : IGoldenCheck
{
    public string Group => "eval";

    public bool Handles(string name) => name == "roc_tpr_at_fpr";

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var expected = golden.Expected;
        var tolerance = golden.AbsoluteTolerance;
        var points = expected.GetProperty("tpr_at_far").EnumerateObject().ToList();
        var scores = GoldenRetrieval.Evaluate(
            golden.Inputs, [.. points.Select(p => double.Parse(p.Name, CultureInfo.InvariantCulture))]);
        comparison.Add("positive pairs", scores.PositivePairs, expected.GetProperty("positive_pairs").GetInt64(), 0);
        comparison.Add("negative pairs", scores.NegativePairs, expected.GetProperty("negative_pairs").GetInt64(), 0);
        foreach (var (actual, point) in scores.OperatingPoints.Zip(points))
        {
            comparison.Add(
                $"threshold at {point.Name}", actual.Threshold, point.Value.GetProperty("threshold_accept_below").GetDouble(), tolerance);
            comparison.Add($"FPR at {point.Name}", actual.FalseAcceptRate, point.Value.GetProperty("far").GetDouble(), tolerance);
            comparison.Add($"TPR at {point.Name}", actual.TrueAcceptRate, point.Value.GetProperty("tpr").GetDouble(), tolerance);
        }

        var curve = Curve(golden);
        comparison.Add("AUC", curve.Area(), expected.GetProperty("auc").GetDouble(), tolerance);
        foreach (var nearest in expected.GetProperty("tpr_nearest_fpr").EnumerateObject())
        {
            var rate = double.Parse(nearest.Name, CultureInfo.InvariantCulture);
            comparison.Add($"TPR nearest to {nearest.Name}", curve.NearestTruePositiveRate(rate), nearest.Value.GetDouble(), tolerance);
        }

        return null;
    }

    private static RocCurve Curve(GoldenCase golden)
    {
        var (distances, task) = GoldenRetrieval.Read(golden.Inputs);
        var (positives, negatives) = (new List<float>(), new List<float>());
        var row = new float[distances.Gallery];
        var (matches, ignored) = (new List<int>(), new List<int>());
        for (var q = 0; q < distances.Queries; q++)
        {
            distances.Fill(q, 1, row, CancellationToken.None);
            task.Split(q, matches, ignored);
            positives.AddRange(matches.Select(entry => row[entry]));
            negatives.AddRange(Enumerable.Range(0, row.Length).Except(matches).Except(ignored).Select(entry => row[entry]));
        }

        return new RocCurve([.. positives], [.. negatives]);
    }
}
