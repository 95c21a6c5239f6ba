using ReId.Index;

namespace ReId.Cli.Demo;

/// <summary>Chooses the crops whose search the demo shows: clear ones, of different people, with a known answer.</summary>
internal static class ProbeSelection
{
    /// <summary>
    /// Of each tracklet its clearest crop whose best match the tracker confirms; longest tracklets first, and one of
    /// each cluster before a second of any. Where fewer are confirmed than wanted, unconfirmed crops fill up. These are
    /// examples, not an evaluation: the share over all crops (<see cref="TrackletCheck"/>) is printed beside them.
    /// </summary>
    public static IReadOnlyList<GalleryCrop> Choose(
        IReadOnlyList<GalleryCrop> crops, IReadOnlyDictionary<Guid, int> clusterOfTracklet, Func<GalleryCrop, bool> isConfirmed, int count)
    {
        var candidates = crops.GroupBy(crop => crop.TrackletId)
            .OrderByDescending(tracklet => tracklet.Count())
            .ThenBy(tracklet => tracklet.Min(crop => crop.CapturedAt))
            .ThenBy(tracklet => tracklet.Key)
            .Select(tracklet => tracklet
                .OrderByDescending(isConfirmed)
                .ThenByDescending(crop => crop.Quality)
                .ThenBy(crop => crop.CapturedAt)
                .ThenBy(crop => crop.CropId)
                .First())
            .ToArray();

        var seen = new HashSet<int>();
        return
        [
            .. candidates
                .OrderByDescending(isConfirmed)
                .Select(crop => (Crop: crop, Again: IsSeenAgain(clusterOfTracklet.GetValueOrDefault(crop.TrackletId, -1), seen)))
                .OrderByDescending(candidate => isConfirmed(candidate.Crop))
                .ThenBy(candidate => candidate.Again)
                .Select(candidate => candidate.Crop)
                .Take(count),
        ];
    }

    private static bool IsSeenAgain(int cluster, HashSet<int> seen) => cluster >= 0 && !seen.Add(cluster);
}
