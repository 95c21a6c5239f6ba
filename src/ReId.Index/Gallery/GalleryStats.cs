namespace ReId.Index;

/// <summary>Counts of what a gallery holds.</summary>
public sealed record GalleryStats
{
    /// <summary>Stored crops.</summary>
    public required long Crops { get; init; }

    /// <summary>Distinct tracklets.</summary>
    public required long Tracklets { get; init; }

    /// <summary>Crops by name of the camera.</summary>
    public required IReadOnlyDictionary<string, long> CropsByCamera { get; init; }

    /// <summary>The models that have vectors here, by model id.</summary>
    public required IReadOnlyDictionary<string, GalleryModelStats> Models { get; init; }
}

/// <summary>Counts of one model's vectors.</summary>
/// <param name="Dimension">Components of a vector.</param>
/// <param name="Vectors">Stored vectors.</param>
/// <param name="Segments">Segments of the vector index.</param>
public sealed record GalleryModelStats(int Dimension, long Vectors, int Segments);
