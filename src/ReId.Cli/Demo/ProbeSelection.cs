using ReId.Index;

namespace ReId.Cli.Demo;

/// <summary>Chooses crops worth searching for: clear ones, of different people, with something to be found.</summary>
internal static class ProbeSelection
{
    /// <summary>
    /// Longest tracklets first, one of each cluster before a second of any; of each its crop of best quality. The
    /// choice looks at no search result, so it cannot flatter one.
    /// </summary>
    public static IReadOnlyList<GalleryCrop> Choose(
        IReadOnlyList<GalleryCrop> crops, IReadOnlyDictionary<Guid, int> clusterOfTracklet, int count)
    {
        var tracklets = crops.GroupBy(crop => crop.TrackletId)
            .Select(group => (Crops: group.ToArray(), First: group.Min(crop => crop.CapturedAt)))
            .OrderByDescending(tracklet => tracklet.Crops.Length)
            .ThenBy(tracklet => tracklet.First)
            .ThenBy(tracklet => tracklet.Crops[0].TrackletId)
            .Select(tracklet => tracklet.Crops)
            .ToArray();

        var seen = new HashSet<int>();
        var fresh = new List<GalleryCrop[]>();
        var rest = new List<GalleryCrop[]>();
        foreach (var tracklet in tracklets)
        {
            var cluster = clusterOfTracklet.GetValueOrDefault(tracklet[0].TrackletId, -1);
            (cluster < 0 || seen.Add(cluster) ? fresh : rest).Add(tracklet);
        }

        return [.. fresh.Concat(rest).Take(count).Select(Clearest)];
    }

    private static GalleryCrop Clearest(GalleryCrop[] tracklet) =>
        tracklet.OrderByDescending(crop => crop.Quality).ThenBy(crop => crop.CapturedAt).ThenBy(crop => crop.CropId).First();
}
