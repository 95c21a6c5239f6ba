namespace ReId.Index.Segments;

/// <summary>The filters of a search, with cameras as numbers; null passes everything.</summary>
internal sealed record RecordFilter
{
    public IReadOnlySet<int>? Cameras { get; init; }

    public long FromTicks { get; init; } = long.MinValue;

    /// <summary>Exclusive.</summary>
    public long ToTicks { get; init; } = long.MaxValue;

    /// <summary>Least quality; 0 passes everything.</summary>
    public float MinQuality { get; init; }

    public IReadOnlySet<Guid>? Identities { get; init; }

    public IReadOnlySet<Guid>? ExcludeIdentities { get; init; }

    /// <summary>Who a crop shows.</summary>
    public IIdentityLookup Lookup { get; init; } = NoIdentities.Instance;

    public IReadOnlySet<Guid>? ExcludeCrops { get; init; }

    public IReadOnlySet<Guid>? ExcludeTracklets { get; init; }

    public IReadOnlySet<int>? ExcludeCameras { get; init; }

    public bool PassesEverything =>
        Cameras is null && FromTicks == long.MinValue && ToTicks == long.MaxValue
        && MinQuality <= 0 && Identities is null && ExcludeIdentities is null
        && ExcludeCrops is null && ExcludeTracklets is null && ExcludeCameras is null;

    public bool Passes(in VectorRecord record) =>
        record.Ticks >= FromTicks && record.Ticks < ToTicks
        && Cameras?.Contains(record.CameraId) != false
        && ExcludeCameras?.Contains(record.CameraId) != true
        && ExcludeTracklets?.Contains(record.TrackletId) != true
        && record.Quality >= MinQuality
        && ExcludeCrops?.Contains(record.CropId) != true
        && PassesIdentities(record.CropId);

    private bool PassesIdentities(Guid cropId)
    {
        if (Identities is null && ExcludeIdentities is null)
        {
            return true;
        }

        var identity = Lookup.IdentityOf(cropId);
        return Identities?.Contains(identity ?? Guid.Empty) != false
            && ExcludeIdentities?.Contains(identity ?? Guid.Empty) != true;
    }

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
