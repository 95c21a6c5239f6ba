namespace ReId.Model.Samplers;

/// <summary>What samplers are made with.</summary>
public sealed record SamplerOptions
{
    /// <summary>Identities of a batch (P).</summary>
    public int Identities { get; init; } = 16;

    /// <summary>Pictures of each (K); at most so many for <c>facenet</c>.</summary>
    public int Images { get; init; } = 4;

    /// <summary>Pictures of a batch, for <c>shuffle</c>.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>What becomes of identities with fewer than K pictures.</summary>
    public ScarcePolicy Scarce { get; init; }

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; } = 1;
}
