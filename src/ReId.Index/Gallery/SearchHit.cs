namespace ReId.Index;

/// <summary>A crop that a search found.</summary>
public sealed record SearchHit
{
    /// <summary>The crop.</summary>
    public required GalleryCrop Crop { get; init; }

    /// <summary>Cosine similarity of query and crop, -1 to 1; 1 for the same vector (see docs/decisions/0050).</summary>
    public required float Score { get; init; }
}
