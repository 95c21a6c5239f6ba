namespace ReId.Index.Identities;

/// <summary>When a new crop joins an identity between runs.</summary>
public sealed record OnlineJoinOptions
{
    /// <summary>Least cosine similarity to a crop of the identity, -1 to 1; default 0.8. It depends on the model: a calibration gives it.</summary>
    public float Threshold { get; init; } = 0.8f;

    /// <summary>By how much the second identity must be less similar; default 0.05.</summary>
    public float Margin { get; init; } = 0.05f;
}
