namespace ReId.Contracts.Messages;

/// <summary>A crop has its vector. Next stop: the gallery.</summary>
public sealed record CropEmbedded
{
    /// <summary>The crop as it was captured.</summary>
    public required CropCaptured Crop { get; init; }

    /// <summary>Its L2-normalised embedding.</summary>
    public required VectorPayload Vector { get; init; }
}
