using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Golden.Evaluation;

/// <summary>FaceNet's validation rate of pairs, over the whole set and in folds.</summary>
internal sealed class ValAtFarCheck : IGoldenCheck
{
    public string Group => "eval";

    public bool Handles(string name) => name == "val_at_far";

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var (a, dimension) = GoldenCase.Matrix(golden.Inputs.GetProperty("embeddings_a"));
        var (b, _) = GoldenCase.Matrix(golden.Inputs.GetProperty("embeddings_b"));
        bool[] same = [.. golden.Inputs.GetProperty("same").EnumerateArray().Select(v => v.GetBoolean())];
        var target = golden.Options.GetProperty("far_target").GetDouble();
        var pairs = PairVerification.FromVectors(a, b, dimension, same);
        var folds = pairs.InFolds(golden.Options.GetProperty("folds").GetInt32(), target);
        var whole = pairs.At(target);
        var tolerance = golden.AbsoluteTolerance;
        var expected = golden.Expected;

        Compare("distances", [.. pairs.Distances]);
        Number("threshold", whole.Threshold);
        Number("val", whole.TrueAcceptRate);
        Number("far", whole.FalseAcceptRate);
        Compare("fold_thresholds", [.. folds.Select(f => f.Point.Threshold)]);
        Compare("fold_val", [.. folds.Select(f => f.Point.TrueAcceptRate)]);
        Compare("fold_far", [.. folds.Select(f => f.Point.FalseAcceptRate)]);
        Compare("accuracy_per_fold", [.. folds.Select(f => f.Accuracy)]);
        var mean = folds.Average(f => f.Point.TrueAcceptRate);
        Number("val_mean", mean);
        Number("val_std", Math.Sqrt(folds.Average(f => Math.Pow(f.Point.TrueAcceptRate - mean, 2))));
        Number("far_mean", folds.Average(f => f.Point.FalseAcceptRate));
        Number("accuracy_mean", folds.Average(f => f.Accuracy));
        return null;

        void Number(string name, double actual) =>
            comparison.Add(name, actual, expected.GetProperty(name).GetDouble(), tolerance);

        void Compare(string name, double[] actual) =>
            comparison.Add(name, actual, GoldenCase.Doubles(expected.GetProperty(name)), tolerance);
    }
}
