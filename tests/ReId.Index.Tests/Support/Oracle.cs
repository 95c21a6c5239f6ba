namespace ReId.Index.Tests.Support;

/// <summary>The search said once more, slowly and plainly, over the entries that a test put in.</summary>
internal static class Oracle
{
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        return ab / Math.Sqrt(aa * bb);
    }

    public static List<(Guid Crop, double Score)> Search(
        IEnumerable<GalleryEntry> entries, float[] query, SearchOptions options)
    {
        var hits = entries
            .Where(entry => entry.ModelId == options.ModelId && Passes(entry, options))
            .Select(entry => (Entry: entry, Score: Cosine(entry.Vector.Span, query)))
            .OrderByDescending(hit => hit.Score);
        var grouped = options.GroupBy switch
        {
            SearchGrouping.Tracklet => hits.DistinctBy(hit => hit.Entry.Crop.TrackletId),
            SearchGrouping.Camera => hits.DistinctBy(hit => hit.Entry.Crop.Camera),
            _ => hits.AsEnumerable(),
        };
        return [.. grouped.Take(options.K)
            .Where(hit => options.MinScore is not { } least || hit.Score >= least)
            .Select(hit => (hit.Entry.Crop.CropId, hit.Score))];
    }

    private static bool Passes(GalleryEntry entry, SearchOptions options)
    {
        var crop = entry.Crop;
        return (options.Cameras is null || options.Cameras.Contains(crop.Camera))
            && (options.ExcludeCameras is null || !options.ExcludeCameras.Contains(crop.Camera))
            && (options.ExcludeCrops is null || !options.ExcludeCrops.Contains(crop.CropId))
            && (options.ExcludeTracklets is null || !options.ExcludeTracklets.Contains(crop.TrackletId))
            && (options.From is null || crop.CapturedAt >= options.From)
            && (options.To is null || crop.CapturedAt < options.To);
    }
}
