using ReId.Contracts;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Evaluation.Verification;

/// <summary>
/// "The same or not?" over all pairs of a labelled set as LFW asks it (Huang et al., 2007): the identities are divided
/// into folds, pairs are formed within a fold, and each fold is judged with the threshold that is best on the others.
/// Both kinds of pairs weigh the same, as in LFW's lists; otherwise "all different" would be right nearly always.
/// </summary>
/// <param name="Accuracy">Mean of true accepts and true rejects.</param>
/// <param name="Threshold">Mean over folds of the cosine similarity from which a pair is accepted.</param>
/// <param name="Val">VAL at the FAR wanted; null where the other folds have too few pairs for that rate.</param>
/// <param name="FalseAcceptRate">The FAR wanted.</param>
/// <param name="FoldCount">Number of folds.</param>
/// <param name="SamePairs">Pairs of one identity, over all folds.</param>
/// <param name="DifferentPairs">Pairs of two identities, over all folds.</param>
public sealed record FoldVerification(
    Spread Accuracy, double Threshold, Spread? Val, double FalseAcceptRate, int FoldCount, long SamePairs, long DifferentPairs)
{
    /// <summary>As many folds as LFW has.</summary>
    public const int UsualFolds = 10;

    /// <summary>What a set lacks for so many folds, as the end of a sentence; null where it lacks nothing.</summary>
    /// <param name="labels">Who is on the pictures, and by which camera.</param>
    /// <param name="folds">Number of folds.</param>
    public static string? Lack(RetrievalLabels labels, int folds = UsualFolds)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var paired = IdentityParts.WithPairs(labels).Count;
        var identities = labels.Identities.Distinct().Count();
        return paired >= folds && identities >= 2 * folds
            ? null
            : $"needs {2 * folds} identities, {folds} of them with two pictures"
                + $"{(labels.Cameras is null ? "" : " by two cameras")}; the set has {identities} and {paired}";
    }

    /// <summary>Measures a set.</summary>
    /// <param name="pictures">Vectors and labels.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="falseAcceptRate">FAR at which VAL is given.</param>
    /// <param name="seed">Of the division.</param>
    /// <param name="progress">May be null.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="ReIdException">Too few identities for so many folds.</exception>
    public static FoldVerification Measure(
        LabelledFeatures pictures, int folds = UsualFolds, double falseAcceptRate = 1e-3, int seed = 1,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        if (Lack(pictures.Labels, folds) is { } lack)
        {
            throw new ReIdException($"Verification over {folds} folds {lack}.");
        }

        var place = IdentityParts.Folds(pictures.Labels, folds, seed);
        var stage = StageProgress.Create(progress, "comparing pairs", pictures.Labels.Count);
        var parts = new SimilarityHistogram[folds];
        var done = 0;
        for (var fold = 0; fold < folds; fold++)
        {
            var own = fold;
            var part = pictures.Select(i => place[pictures.Labels.Identities[i]] == own);
            parts[fold] = PairCounting.Count(part, progress: null, cancellationToken);
            done += part.Labels.Count;
            stage?.Report(done);
        }

        return Judge(parts, falseAcceptRate);
    }

    private static FoldVerification Judge(SimilarityHistogram[] parts, double rate)
    {
        var (accuracies, thresholds, vals) = (new List<double>(), new List<double>(), new List<double>());
        for (var fold = 0; fold < parts.Length; fold++)
        {
            var others = new SimilarityHistogram();
            foreach (var other in parts.Where(part => part != parts[fold]))
            {
                others.Add(other);
            }

            var best = others.BestThreshold();
            thresholds.Add(best);
            accuracies.Add((parts[fold].TrueAcceptRate(best) + 1 - parts[fold].FalseAcceptRate(best)) / 2);
            if (others.ThresholdAt(rate) is { } strict)
            {
                vals.Add(parts[fold].TrueAcceptRate(strict));
            }
        }

        return new FoldVerification(
            Spread.Of(accuracies), thresholds.Average(), vals.Count == parts.Length ? Spread.Of(vals) : null, rate, parts.Length,
            parts.Sum(part => part.SamePairs), parts.Sum(part => part.DifferentPairs));
    }
}
