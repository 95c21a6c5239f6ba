namespace ReId.Contracts;

/// <summary>
/// The encoded picture of a crop as it travels: in the message when it is small (the usual 5-10 kB), otherwise as a
/// key of the blob store. Exactly one of <see cref="Data"/> and <see cref="BlobKey"/> is set.
/// </summary>
public sealed record CropImage
{
    /// <summary>Pictures above this many bytes go through the blob store, not through the bus.</summary>
    public const int InlineLimit = 256 * 1024;

    /// <summary>The encoded bytes (JPEG unless said otherwise), or null when <see cref="BlobKey"/> is set.</summary>
    public byte[]? Data { get; init; }

    /// <summary>Key in the blob store, or null when <see cref="Data"/> is set.</summary>
    public string? BlobKey { get; init; }

    /// <summary>Width of the decoded picture, pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the decoded picture, pixels.</summary>
    public required int Height { get; init; }
}
