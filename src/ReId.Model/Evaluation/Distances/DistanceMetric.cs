namespace ReId.Model.Evaluation.Distances;

/// <summary>What "near" means. On features of length 1 both give the same order.</summary>
public enum DistanceMetric
{
    /// <summary>Euclidean distance of the features as they are.</summary>
    Euclidean,

    /// <summary>1 − cosine similarity.</summary>
    Cosine,
}
