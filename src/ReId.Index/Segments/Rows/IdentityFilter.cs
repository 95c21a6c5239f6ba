namespace ReId.Index.Segments.Rows;

/// <summary>The part of a filter that asks who is shown: by the crops of an identity when the lookup knows them.</summary>
internal static class IdentityFilter
{
    public static void Apply(RecordFilter filter, RowBitmap rows, RowTable table)
    {
        if (filter.Identities is { } wanted)
        {
            if (Crops(wanted, filter.Lookup) is { } crops)
            {
                rows.Keep(new CropIn(table.Crops, crops, Expected: true));
            }
            else
            {
                rows.Keep(new IdentityIn(table.Crops, filter.Lookup, wanted, Expected: true));
            }
        }

        if (filter.ExcludeIdentities is { Count: > 0 } unwanted)
        {
            if (Crops(unwanted, filter.Lookup) is { } crops)
            {
                rows.Keep(new CropIn(table.Crops, crops, Expected: false));
            }
            else
            {
                rows.Keep(new IdentityIn(table.Crops, filter.Lookup, unwanted, Expected: false));
            }
        }
    }

    /// <summary>The crops of some identities, or null when the lookup does not know them.</summary>
    public static GuidSet? Crops(IEnumerable<Guid> identities, IIdentityLookup lookup)
    {
        var all = new List<Guid>();
        foreach (var identity in identities)
        {
            if (lookup.CropsOf(identity) is not { } crops)
            {
                return null;
            }

            all.AddRange(crops);
        }

        return new GuidSet(all);
    }

    private readonly record struct CropIn(Guid[] Column, GuidSet Crops, bool Expected) : IRowPredicate
    {
        public bool Passes(int row) => Crops.Contains(in Column[row]) == Expected;
    }

    private readonly record struct IdentityIn(
        Guid[] Column, IIdentityLookup Lookup, IReadOnlySet<Guid> Identities, bool Expected) : IRowPredicate
    {
        public bool Passes(int row) =>
            (Lookup.IdentityOf(Column[row]) is { } identity && Identities.Contains(identity)) == Expected;
    }
}
