using ReId.Index.Segments.Rows;

namespace ReId.Index.Segments.Searching;

/// <summary>What hits are grouped by, as an id.</summary>
internal static class HitGroup
{
    public static Guid Of(in VectorRecord record, SearchGrouping grouping, IIdentityLookup lookup) => grouping switch
    {
        SearchGrouping.Tracklet => record.TrackletId,
        SearchGrouping.Camera => new Guid(record.CameraId, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        SearchGrouping.Identity => lookup.IdentityOf(record.CropId) ?? record.TrackletId,
        _ => record.CropId,
    };
}
