namespace ReId.Model.Embedding.Features;

/// <summary>What <c>reid features</c> was asked for.</summary>
public sealed record FeatureExtractionOptions
{
    /// <summary>The model and where it runs.</summary>
    public required EmbedderOptions Embedder { get; init; }

    /// <summary>A folder (searched with all its folders) or a text file with one path a line.</summary>
    public required string Images { get; init; }

    /// <summary>The .npy file to write; the names go beside it with the ending .txt.</summary>
    public required string Output { get; init; }

    /// <summary>Leave out the L2-normalisation.</summary>
    public bool Raw { get; init; }
}
