using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Calibration;

/// <summary>Fits a calibration on some identities of a labelled set and measures it on the others.</summary>
public static class CalibrationFit
{
    /// <summary>Fits.</summary>
    /// <param name="pictures">Vectors and labels, without junk.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="source">What the set is called.</param>
    /// <param name="progress">Told after every block; may be null.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="ReIdException">Too few identities or pairs on a side, or an option out of range.</exception>
    public static ModelCalibration Run(
        LabelledFeatures pictures, CalibrationOptions? options = null, string source = "features",
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        options ??= new CalibrationOptions();
        options.Check();
        Require(pictures.Labels);
        var heldOut = IdentityParts.HoldOut(pictures.Labels, options.HeldOut, options.Seed);
        var fitting = pictures.Select(i => !heldOut.Contains(pictures.Labels.Identities[i]));
        var measuring = pictures.Select(i => heldOut.Contains(pictures.Labels.Identities[i]));
        var fitted = PairCounting.Count(fitting, Stage("comparing pairs to fit", fitting), cancellationToken);
        var measured = PairCounting.Count(measuring, Stage("comparing held-out pairs", measuring), cancellationToken);
        var map = SimilarityMapFit.Fit(RequireBoth("fit", fitted));
        return new ModelCalibration
        {
            Source = source,
            CrossCamera = pictures.Labels.Cameras is not null,
            Prior = options.Prior,
            Seed = options.Seed,
            Map = map,
            Thresholds = [.. options.FalseAcceptRates.Select(rate => Threshold(rate, fitted, measured))],
            Reliability = Reliability.Measure(map, RequireBoth("held-out", measured), options.Prior),
            Fitted = Part(fitting, fitted),
            HeldOut = Part(measuring, measured),
        };

        StageProgress? Stage(string name, LabelledFeatures part) => StageProgress.Create(progress, name, part.Labels.Count);
    }

    /// <summary>Finds out from the labels alone, before anything is embedded, whether a data set can calibrate.</summary>
    /// <param name="data">Its queries and gallery.</param>
    /// <exception cref="ReIdException">Too few identities, or fewer than two of them with pairs.</exception>
    public static void RequirePairs(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (table, cameras) = (new LabelTable(), new LabelTable());
        DataSetImage[] pictures = [.. data.Gallery.Concat(data.Query).DistinctBy(image => image.Path, StringComparer.Ordinal)];
        var identities = Array.ConvertAll(pictures, image => table.Identity(image.Identity));
        var known = data.Query.Select(image => table.Identity(image.Identity)).Where(identity => identity != RetrievalLabels.Junk).ToHashSet();
        var next = identities.Append(0).Max() + 1;
        Require(new RetrievalLabels(
            // Distractors match nothing, each other neither.
            Array.ConvertAll(identities, identity => known.Contains(identity) ? identity : next++),
            data.HasCameras ? Array.ConvertAll(pictures, image => cameras.Number(image.Camera!)) : null));
    }

    private static void Require(RetrievalLabels labels)
    {
        const int Least = 4;
        var identities = labels.Identities.Distinct().Count();
        if (identities < Least)
        {
            throw new ReIdException(
                $"The set has {identities} {(identities == 1 ? "identity" : "identities")}: "
                + $"calibration needs {Least} or more, two to fit and two to measure on.");
        }

        var paired = IdentityParts.WithPairs(labels).Count;
        if (paired < 2)
        {
            var which = labels.Cameras is null ? "two pictures" : "two pictures by different cameras";
            throw new ReIdException(paired == 0
                ? $"No identity of the set has {which}: calibration needs pairs of the same identity."
                : $"Only one identity of the set has {which}: calibration needs two, one to fit and one to measure on.");
        }
    }

    private static SimilarityHistogram RequireBoth(string part, SimilarityHistogram pairs) => pairs is { SamePairs: > 0, DifferentPairs: > 0 }
        ? pairs
        : throw new ReIdException(
            $"The {part} identities give {pairs.SamePairs} pairs of one identity and {pairs.DifferentPairs} of two: "
            + "both kinds are needed; take another --held-out share or --seed, or a larger set.");

    private static CalibratedThreshold Threshold(double rate, SimilarityHistogram fitted, SimilarityHistogram measured) =>
        fitted.ThresholdAt(rate) is { } similarity
            ? new CalibratedThreshold(rate, similarity, measured.FalseAcceptRate(similarity), measured.TrueAcceptRate(similarity))
            : new CalibratedThreshold(rate, Similarity: null, HeldOutFar: null, HeldOutVal: null);

    private static CalibrationPart Part(LabelledFeatures part, SimilarityHistogram pairs) =>
        new(part.Labels.Identities.Distinct().Count(), part.Labels.Count, pairs.SamePairs, pairs.DifferentPairs);
}
