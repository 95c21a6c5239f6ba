namespace ReId.Index.Segments.Rows;

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

    /// <summary>The rows that pass and are not deleted; null when that is all of them.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="count">Only rows before this one.</param>
    public RowBitmap? Apply(RowTable table, int count)
    {
        if (PassesEverything && table.Deletions == 0)
        {
            return null;
        }

        if (table.GreatestTicks < FromTicks || table.LeastTicks >= ToTicks)
        {
            return new RowBitmap([]); // A whole segment is skipped without looking at its rows.
        }

        // The cheap and selective ones first: each one looks only at what the former ones left.
        var rows = table.LiveRows(count);
        if (table.LeastTicks < FromTicks || table.GreatestTicks >= ToTicks)
        {
            rows.Keep(new InTime(table.Ticks, FromTicks, ToTicks));
        }

        if (Cameras is not null || ExcludeCameras is not null)
        {
            rows.Keep(new OnCamera(table.Cameras, CameraTable(table, count)));
        }

        if (MinQuality > 0)
        {
            rows.Keep(new OfQuality(table.Qualities, MinQuality));
        }

        Exclude(rows, table.Tracklets, ExcludeTracklets);
        Exclude(rows, table.Crops, ExcludeCrops);
        IdentityFilter.Apply(this, rows, table);
        return rows;
    }

    private static void Exclude(RowBitmap rows, Guid[] column, IReadOnlySet<Guid>? ids)
    {
        if (ids is { Count: > 0 })
        {
            rows.Keep(new NotIn(column, new GuidSet(ids)));
        }
    }

    // Camera numbers are small and dense.
    private bool[] CameraTable(RowTable table, int count)
    {
        var most = 0;
        foreach (var camera in table.Cameras.AsSpan(0, count))
        {
            most = Math.Max(most, camera);
        }

        var passes = new bool[most + 1];
        for (var camera = 0; camera <= most; camera++)
        {
            passes[camera] = Cameras?.Contains(camera) != false && ExcludeCameras?.Contains(camera) != true;
        }

        return passes;
    }

    private readonly struct InTime(long[] ticks, long from, long to) : IRowPredicate
    {
        public bool Passes(int row) => ticks[row] >= from & ticks[row] < to;
    }

    private readonly struct OnCamera(int[] cameras, bool[] passes) : IRowPredicate
    {
        public bool Passes(int row) => passes[cameras[row]];
    }

    private readonly struct OfQuality(float[] qualities, float least) : IRowPredicate
    {
        public bool Passes(int row) => qualities[row] >= least;
    }

    private readonly struct NotIn(Guid[] column, GuidSet ids) : IRowPredicate
    {
        public bool Passes(int row) => !ids.Contains(in column[row]);
    }
}
