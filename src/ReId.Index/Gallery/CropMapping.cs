using System.Linq.Expressions;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Index.Database;

namespace ReId.Index;

/// <summary>Between crops as others see them and rows.</summary>
internal static class CropMapping
{
    /// <summary>For queries: only the columns that are needed, and the camera's name by a join.</summary>
    public static Expression<Func<CropRow, GalleryCrop>> FromRow { get; } = row => new GalleryCrop
    {
        CropId = row.Id,
        TrackletId = row.TrackletId,
        Camera = row.Camera!.Name,
        CapturedAt = new DateTimeOffset(row.CapturedAt),
        Box = new PixelBox(row.BoxX, row.BoxY, row.BoxWidth, row.BoxHeight),
        Quality = row.Quality,
        Width = row.Width,
        Height = row.Height,
        BlobKey = row.BlobKey,
    };

    public static CropRow ToRow(CropCaptured crop, CameraRow camera, string blobKey)
    {
        var row = Map(crop, camera, blobKey);
        row.Checksum = RowChecksum.Of(row, camera.Name);
        return row;
    }

    /// <summary>A time as the database keeps it: UTC in whole microseconds, the finest that PostgreSQL has.</summary>
    public static DateTime Stored(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    private static CropRow Map(CropCaptured crop, CameraRow camera, string blobKey) => new()
    {
        Id = crop.CropId,
        Camera = camera,
        TrackletId = crop.TrackletId,
        CapturedAt = Stored(crop.CapturedAt),
        BoxX = crop.Box.X,
        BoxY = crop.Box.Y,
        BoxWidth = crop.Box.Width,
        BoxHeight = crop.Box.Height,
        Quality = crop.Quality,
        Width = crop.Image.Width,
        Height = crop.Image.Height,
        BlobKey = blobKey,

        // A picture that came by its key was written elsewhere: 'reid doctor' adds its checksum.
        PictureChecksum = crop.Image.Data is { } picture ? RowChecksum.OfPicture(picture) : null,
    };
}
