namespace ReId.Index.Segments;

/// <summary>The filters of a search, with cameras as numbers; null passes everything.</summary>
internal sealed record RecordFilter
{
    public IReadOnlySet<int>? Cameras { get; init; }

    public long FromTicks { get; init; } = long.MinValue;

    /// <summary>Exclusive.</summary>
    public long ToTicks { get; init; } = long.MaxValue;

    public IReadOnlySet<Guid>? ExcludeCrops { get; init; }

    public IReadOnlySet<Guid>? ExcludeTracklets { get; init; }

    public IReadOnlySet<int>? ExcludeCameras { get; init; }

    public bool PassesEverything =>
        Cameras is null && FromTicks == long.MinValue && ToTicks == long.MaxValue
        && ExcludeCrops is null && ExcludeTracklets is null && ExcludeCameras is null;

    public bool Passes(in VectorRecord record) =>
        record.Ticks >= FromTicks && record.Ticks < ToTicks
        && Cameras?.Contains(record.CameraId) != false
        && ExcludeCameras?.Contains(record.CameraId) != true
        && ExcludeTracklets?.Contains(record.TrackletId) != true
        && ExcludeCrops?.Contains(record.CropId) != true;

    /// <summary>The sequence numbers that pass.</summary>
    public IdBitmap Apply(VectorTable table)
    {
        var bitmap = new IdBitmap(table.LastSequence);
        foreach (ref readonly var record in table.Records)
        {
            if (Passes(record))
            {
                bitmap.Add(record.Sequence);
            }
        }

        return bitmap;
    }
}
