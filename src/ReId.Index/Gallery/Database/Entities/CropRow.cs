namespace ReId.Index.Database;

/// <summary>A crop without its picture, which is a blob.</summary>
internal sealed class CropRow
{
    public Guid Id { get; set; }

    public int CameraId { get; set; }

    public CameraRow? Camera { get; set; }

    public Guid TrackletId { get; set; }

    /// <summary>UTC, whole microseconds: PostgreSQL keeps no more.</summary>
    public DateTime CapturedAt { get; set; }

    public int BoxX { get; set; }

    public int BoxY { get; set; }

    public int BoxWidth { get; set; }

    public int BoxHeight { get; set; }

    public float Quality { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public required string BlobKey { get; set; }

    /// <summary>Of all columns (<see cref="RowChecksum"/>); null while not yet known.</summary>
    public long? Checksum { get; set; }

    /// <summary>Of the picture's bytes (<see cref="RowChecksum"/>); null while not known. Not part of <see cref="Checksum"/>.</summary>
    public long? PictureChecksum { get; set; }
}
