namespace ReId.Model.Losses.Options;

/// <summary>What a pair or triplet loss measures with.</summary>
public enum LossDistance
{
    /// <summary>‖a − b‖, or its square.</summary>
    Euclidean,

    /// <summary>1 − cos(a, b).</summary>
    Cosine,
}
