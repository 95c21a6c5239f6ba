using ReId.Contracts.Messages;

namespace ReId.Index;

/// <summary>A crop and one vector of it, to be added to a gallery.</summary>
public sealed record GalleryEntry
{
    /// <summary>The crop as it was captured; its picture inline or already in the gallery's blob store.</summary>
    public required CropCaptured Crop { get; init; }

    /// <summary>Content-derived id of the model that made the vector.</summary>
    public required string ModelId { get; init; }

    /// <summary>The embedding; normalised to unit length when it is stored.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }
}
