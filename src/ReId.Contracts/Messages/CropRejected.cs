namespace ReId.Contracts.Messages;

/// <summary>A crop that can never be indexed (a picture that does not decode, say) was dropped, and why.</summary>
public sealed record CropRejected
{
    /// <summary>The crop.</summary>
    public required Guid CropId { get; init; }

    /// <summary>Its camera.</summary>
    public required string Camera { get; init; }

    /// <summary>One sentence for the operator.</summary>
    public required string Reason { get; init; }
}
