using ReId.Search.Problems;

namespace ReId.Search.Pictures;

/// <summary>What a cosine similarity means: the calibrated probability, where the model has a calibration.</summary>
internal sealed class ScoreScale(QueryEmbedder embedder)
{
    public bool IsCalibrated(string modelId) => embedder.Calibration is not null && modelId == embedder.ModelId;

    public double? Probability(string modelId, double score) =>
        IsCalibrated(modelId) ? embedder.Calibration!.Probability(score) : null;

    /// <exception cref="ApiException">The model has no calibration.</exception>
    public void RequireCalibration(string modelId)
    {
        if (!IsCalibrated(modelId))
        {
            throw ApiException.Unusable($"'minProbability' needs a calibration of the model {modelId}: run './reid calibrate', or use a score.");
        }
    }
}
