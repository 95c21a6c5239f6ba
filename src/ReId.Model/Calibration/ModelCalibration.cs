namespace ReId.Model.Calibration;

/// <summary>
/// What a cosine similarity of a model means: the probability that two crops show the same identity, and thresholds for
/// rates of false accepts. It belongs to one model and to pictures like those it was fitted on.
/// </summary>
public sealed record ModelCalibration
{
    /// <summary>Id of the model whose vectors were compared; null where the vectors came from a file.</summary>
    public string? Model { get; init; }

    /// <summary>Where the pictures came from, for people to read.</summary>
    public required string Source { get; init; }

    /// <summary>Whether vectors were averaged with those of the mirror images.</summary>
    public bool FlipAverage { get; init; }

    /// <summary>True where pairs of one identity by one camera were left out.</summary>
    public required bool CrossCamera { get; init; }

    /// <summary>The prior that <see cref="Probability(double)"/> takes.</summary>
    public required double Prior { get; init; }

    /// <summary>Seed of the division into identities to fit and to hold out.</summary>
    public required int Seed { get; init; }

    /// <summary>Similarity to likelihood ratio; it knows no prior.</summary>
    public required SimilarityMap Map { get; init; }

    /// <summary>Thresholds for 1e-2, 1e-3 and 1e-4, or those that were asked for.</summary>
    public required IReadOnlyList<CalibratedThreshold> Thresholds { get; init; }

    /// <summary>Stated and observed probabilities on the held-out identities, at <see cref="Prior"/>.</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>The identities that it was fitted on.</summary>
    public required CalibrationPart Fitted { get; init; }

    /// <summary>The identities that it was measured on.</summary>
    public required CalibrationPart HeldOut { get; init; }

    /// <summary>Probability that two crops show the same identity, at <see cref="Prior"/>.</summary>
    /// <param name="cosine">Cosine similarity of their vectors, not NaN.</param>
    public double Probability(double cosine) => Map.Probability(cosine, Prior);

    /// <summary>The same where the prior is known: among 1,000 candidates of whom one is right it is 0.001.</summary>
    /// <param name="cosine">Cosine similarity of their vectors, not NaN.</param>
    /// <param name="prior">Above 0 and below 1.</param>
    public double Probability(double cosine, double prior)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(prior, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prior, 1);
        return Map.Probability(cosine, prior);
    }

    /// <summary>The file beside a model: its path and <c>.calibration.json</c>.</summary>
    /// <param name="modelPath">A <c>.safetensors</c> or <c>.onnx</c> file.</param>
    public static string PathFor(string modelPath) => $"{modelPath}.calibration.json";

    /// <summary>Reads the calibration beside a model.</summary>
    /// <param name="modelPath">A <c>.safetensors</c> or <c>.onnx</c> file; need not exist.</param>
    /// <param name="modelId">Id of the model that is used; null to take any.</param>
    /// <returns>Null where the model has none.</returns>
    /// <exception cref="ReId.Contracts.ReIdException">The file is damaged, or belongs to another model.</exception>
    public static ModelCalibration? Load(string modelPath, string? modelId = null) =>
        File.Exists(PathFor(modelPath)) ? CalibrationFile.Read(PathFor(modelPath), modelId) : null;

    /// <summary>Writes the calibration to a file, whole or not at all.</summary>
    /// <param name="path">The file, as <see cref="PathFor"/> names it or another.</param>
    /// <exception cref="ReId.Contracts.ReIdException">It cannot be written.</exception>
    public void Save(string path) => CalibrationFile.Write(path, this);
}
