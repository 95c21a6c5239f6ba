using ReId.Index;
using ReId.Search.Queries;

namespace ReId.Cli.Demo;

/// <summary>
/// Which crops find their own tracklet first. The tracker is the only witness of the truth that unlabelled footage
/// has: two crops of one tracklet show one person. It does not know that somebody came back as a new tracklet, so a
/// best match elsewhere may be right all the same, and the share is a lower bound of rank-1.
/// </summary>
internal sealed class TrackletCheck
{
    // Enough for a share within ±2 %, and no wait on long footage.
    private const int MostProbes = 2000;

    private readonly HashSet<Guid> _confirmed;

    private TrackletCheck(HashSet<Guid> confirmed, int probes)
    {
        _confirmed = confirmed;
        Probes = probes;
    }

    /// <summary>Crops asked for: those that have another crop in their tracklet, or an even sample of them.</summary>
    public int Probes { get; }

    /// <summary>How many of them have their best match in their own tracklet.</summary>
    public int Confirmed => _confirmed.Count;

    public bool IsConfirmed(GalleryCrop crop) => _confirmed.Contains(crop.CropId);

    public static async Task<TrackletCheck> RunAsync(
        QueryService queries, string model, IReadOnlyList<GalleryCrop> crops, CancellationToken cancellationToken)
    {
        var askable = crops.GroupBy(crop => crop.TrackletId).Where(tracklet => tracklet.Count() > 1).SelectMany(tracklet => tracklet).ToArray();
        var step = Math.Max(1, (askable.Length + MostProbes - 1) / MostProbes);
        var confirmed = new HashSet<Guid>();
        var probes = 0;
        for (var i = 0; i < askable.Length; i += step)
        {
            var hits = await queries.ByCropAsync(
                askable[i].CropId, new SearchOptions { ModelId = model, K = 1 }, cancellationToken).ConfigureAwait(false);
            probes++;
            if (hits.Count > 0 && hits[0].Crop.TrackletId == askable[i].TrackletId)
            {
                confirmed.Add(askable[i].CropId);
            }
        }

        return new TrackletCheck(confirmed, probes);
    }
}
