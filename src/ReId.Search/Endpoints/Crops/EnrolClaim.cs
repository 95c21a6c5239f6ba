using ReId.Contracts;
using ReId.Index;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Crops;

/// <summary>
/// What a request says of a crop. Sending the same again is fine, whoever lost an answer does so; another crop under a
/// known id is not: the gallery keeps the first, and an answer that calls it stored would lose the second.
/// </summary>
/// <param name="CropId">The crop.</param>
/// <param name="Picture">Its picture as it would be stored.</param>
/// <param name="Box">The part of the sent picture.</param>
/// <param name="Camera">Its camera.</param>
internal sealed record EnrolClaim(Guid CropId, byte[] Picture, PixelBox Box, string Camera)
{
    /// <summary>When it was captured; null where the request leaves it to the server.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>Its tracklet; null where the request leaves it to the server.</summary>
    public Guid? TrackletId { get; init; }

    /// <summary>Its quality; null where the request leaves it to the server.</summary>
    public float? Quality { get; init; }

    /// <exception cref="ApiException">Another crop is stored under this id.</exception>
    public async Task RequireAsync(IGallery gallery, CancellationToken cancellationToken)
    {
        if (await gallery.FindCropAsync(CropId, cancellationToken) is { } stored
            && await DifferenceAsync(gallery, stored, cancellationToken) is { } difference)
        {
            throw ApiException.Conflict(
                $"The crop {CropId} is stored already with another {difference}: leave 'cropId' out, name a new one, or delete the stored crop first.");
        }
    }

    private async Task<string?> DifferenceAsync(IGallery gallery, GalleryCrop stored, CancellationToken cancellationToken) =>
        stored.Camera != Camera ? "camera"
        : CapturedAt is { } at && !SameTime(at, stored.CapturedAt) ? "'capturedAt'"
        : TrackletId is { } tracklet && tracklet != stored.TrackletId ? "'trackletId'"
        : Quality is { } quality && quality != stored.Quality ? "'quality'"
        : stored.Box != Box || !await SamePictureAsync(gallery, cancellationToken) ? "picture"
        : null;

    // Databases keep microseconds.
    private static bool SameTime(DateTimeOffset sent, DateTimeOffset stored) => (sent - stored).Duration() < TimeSpan.FromMicroseconds(1);

    // Of a picture that is gone nothing can be said against this one.
    private async Task<bool> SamePictureAsync(IGallery gallery, CancellationToken cancellationToken) =>
        await gallery.ReadImageAsync(CropId, cancellationToken) is not { } stored || stored.AsSpan().SequenceEqual(Picture);
}
