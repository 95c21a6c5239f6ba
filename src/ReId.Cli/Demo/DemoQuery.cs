using ReId.Cli.Output;
using ReId.Index;
using ReId.Search.Queries;

namespace ReId.Cli.Demo;

/// <summary>One query of the demo and what it found.</summary>
internal sealed record DemoQuery(GalleryCrop Probe, int OthersInTracklet, IReadOnlyList<SearchHit> Hits)
{
    public static async Task<DemoQuery> RunAsync(
        QueryService queries, GalleryCrop probe, int othersInTracklet, SearchOptions options, CancellationToken cancellationToken) =>
        new(probe, othersInTracklet, await queries.ByCropAsync(probe.CropId, options, cancellationToken).ConfigureAwait(false));

    public bool IsCorrect(SearchHit hit) => hit.Crop.TrackletId == Probe.TrackletId;

    /// <summary>Draws probe and matches side by side; matches of the probe's own tracklet are framed green.</summary>
    public async Task<byte[]> DrawAsync(int number, IGallery gallery, CancellationToken cancellationToken)
    {
        var probe = await CellAsync(gallery, Probe, "probe", correct: false, cancellationToken).ConfigureAwait(false);
        var matches = new List<ContactSheet.Cell>();
        foreach (var hit in Hits)
        {
            var score = FormattableString.Invariant($"{hit.Score:0.000}");
            matches.Add(await CellAsync(gallery, hit.Crop, score, IsCorrect(hit), cancellationToken).ConfigureAwait(false));
        }

        return ContactSheet.Draw($"query {number}: {Probe.Camera}, tracklet {ShortId.Of(Probe.TrackletId)} (framed green: the same tracklet)", probe, matches);
    }

    public QuerySummary Summarise(int number) => new()
    {
        Crop = Probe.CropId,
        Tracklet = Probe.TrackletId,
        Camera = Probe.Camera,
        Time = Probe.CapturedAt,
        OthersInTracklet = OthersInTracklet,
        Picture = DemoFolder.PictureName(number),
        Matches = [.. Hits.Select(MatchJson.From)],
    };

    private static async Task<ContactSheet.Cell> CellAsync(
        IGallery gallery, GalleryCrop crop, string title, bool correct, CancellationToken cancellationToken)
    {
        var image = await gallery.ReadImageAsync(crop.CropId, cancellationToken).ConfigureAwait(false) ?? [];
        return new ContactSheet.Cell(image, [title, crop.Camera, Clock.ShowTime(crop.CapturedAt), ShortId.Of(crop.TrackletId)], correct);
    }
}
