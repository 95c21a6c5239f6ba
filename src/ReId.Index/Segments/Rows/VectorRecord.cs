namespace ReId.Index.Segments.Rows;

/// <summary>What filters and groups need to know of a vector; kept in memory for every vector.</summary>
internal readonly record struct VectorRecord(long Sequence, Guid CropId, Guid TrackletId, int CameraId, long Ticks, float Quality);
