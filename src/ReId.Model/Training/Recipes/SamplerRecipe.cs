namespace ReId.Model.Training.Recipes;

/// <summary>How batches are drawn.</summary>
public sealed record SamplerRecipe
{
    /// <summary>Name of the sampler.</summary>
    public string Name { get; init; } = "pk";

    /// <summary>Identities of a batch (P).</summary>
    public int Identities { get; init; } = 16;

    /// <summary>Pictures of each of them (K), at most so many for <c>facenet</c>.</summary>
    public int Images { get; init; } = 4;

    /// <summary>Pictures of a batch for <c>shuffle</c>.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>What becomes of identities with fewer than K pictures: <c>repeat</c>, <c>drop</c> or <c>all</c>.</summary>
    public string Scarce { get; init; } = "repeat";
}
