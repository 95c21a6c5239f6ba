using Npgsql;
using ReId.Index.Segments.Rows;

namespace ReId.Index.PgVector;

/// <summary>A filter as SQL. Who a crop shows is known in memory only: as a list of crops, or crop by crop.</summary>
internal sealed class PgFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<object> _values = [];
    private readonly int _before;

    /// <param name="filter">The filter.</param>
    /// <param name="before">Parameters that the statement has before those of the filter.</param>
    public PgFilter(RecordFilter filter, int before)
    {
        _before = before;
        AddIf(filter.FromTicks != long.MinValue, "ticks >= {0}", filter.FromTicks);
        AddIf(filter.ToTicks != long.MaxValue, "ticks < {0}", filter.ToTicks);
        AddIf(filter.MinQuality > 0, "quality >= {0}", filter.MinQuality);
        AddSet(filter.Cameras, "camera_id = ANY({0})");
        AddSet(filter.ExcludeCameras, "camera_id <> ALL({0})");
        AddSet(filter.ExcludeTracklets, "tracklet_id <> ALL({0})");
        AddSet(filter.ExcludeCrops, "crop_id <> ALL({0})");
        AddIdentities(filter);
    }

    /// <summary>What SQL cannot ask; null when it asks everything.</summary>
    public Func<Guid, bool>? Rest { get; private set; }

    /// <summary><c>WHERE …</c>, or nothing.</summary>
    public string Where => _conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", _conditions)}";

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var value in _values)
        {
            parameters.Add(new NpgsqlParameter { Value = value });
        }
    }

    private void AddIdentities(RecordFilter filter)
    {
        if (filter.Identities is { } wanted)
        {
            AddCrops(wanted, filter.Lookup, "crop_id = ANY({0})", expected: true);
        }

        if (filter.ExcludeIdentities is { Count: > 0 } unwanted)
        {
            AddCrops(unwanted, filter.Lookup, "crop_id <> ALL({0})", expected: false);
        }
    }

    private void AddCrops(IReadOnlySet<Guid> identities, IIdentityLookup lookup, string condition, bool expected)
    {
        var crops = new List<Guid>();
        foreach (var identity in identities)
        {
            if (lookup.CropsOf(identity) is not { } shown)
            {
                var others = Rest;
                Rest = crop => others?.Invoke(crop) != false
                    && (lookup.IdentityOf(crop) is { } found && identities.Contains(found)) == expected;
                return;
            }

            crops.AddRange(shown);
        }

        AddIf(true, condition, crops.ToArray());
    }

    private void AddSet<T>(IReadOnlySet<T>? set, string condition) => AddIf(set is not null, condition, set?.ToArray() ?? []);

    private void AddIf(bool wanted, string condition, object value)
    {
        if (wanted)
        {
            _values.Add(value);
            _conditions.Add(condition.Replace("{0}", $"${_before + _values.Count}", StringComparison.Ordinal));
        }
    }
}
