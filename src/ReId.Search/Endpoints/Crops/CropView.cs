using System.Text.Json.Serialization;
using ReId.Contracts;
using ReId.Index;

namespace ReId.Search.Endpoints.Crops;

/// <summary>A crop as the API shows it.</summary>
public sealed record CropView
{
    private const int ThumbnailHeight = 128;

    /// <summary>The crop.</summary>
    public required Guid CropId { get; init; }

    /// <summary>Its tracklet.</summary>
    public required Guid TrackletId { get; init; }

    /// <summary>Name of its camera.</summary>
    public required string Camera { get; init; }

    /// <summary>When it was captured, UTC.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Where in its frame, pixels.</summary>
    public required BoxView Box { get; init; }

    /// <summary>Width of its picture, pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of its picture, pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Its quality, 0 to 1.</summary>
    public required float Quality { get; init; }

    /// <summary>Who it shows, as far as known.</summary>
    public required Guid? IdentityId { get; init; }

    /// <summary>That identity's name, where it has one.</summary>
    public required string? IdentityName { get; init; }

    /// <summary>Its picture.</summary>
    public required string ImageUrl { get; init; }

    /// <summary>Its picture, small.</summary>
    public required string ThumbnailUrl { get; init; }

    /// <summary>Models that it has a vector of; only where one crop is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Where the picture of a crop is.</summary>
    internal static string ImageOf(Guid crop) => $"/v1/crops/{crop}/image";

    /// <summary>Where its small picture is.</summary>
    internal static string ThumbnailOf(Guid crop) => $"{ImageOf(crop)}?height={ThumbnailHeight}";

    internal static CropView Of(GalleryCrop crop, IIdentityNames identities)
    {
        var identity = identities.IdentityOf(crop.CropId);
        return new CropView
        {
            CropId = crop.CropId,
            TrackletId = crop.TrackletId,
            Camera = crop.Camera,
            CapturedAt = crop.CapturedAt,
            Box = BoxView.Of(crop.Box),
            Width = crop.Width,
            Height = crop.Height,
            Quality = crop.Quality,
            IdentityId = identity,
            IdentityName = identity is { } id ? identities.NameOf(id) : null,
            ImageUrl = ImageOf(crop.CropId),
            ThumbnailUrl = ThumbnailOf(crop.CropId),
        };
    }
}

/// <summary>A box in pixels.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record BoxView(int X, int Y, int Width, int Height)
{
    internal static BoxView Of(PixelBox box) => new(box.X, box.Y, box.Width, box.Height);
}
