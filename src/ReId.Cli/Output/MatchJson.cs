using System.Text.Json;
using ReId.Index;

namespace ReId.Cli.Output;

/// <summary>Matches as JSON; the same form in <c>reid search --json</c> and in the demo's summary.</summary>
internal static class MatchJson
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Match From(SearchHit hit) =>
        new(hit.Crop.CropId, hit.Crop.TrackletId, hit.Crop.Camera, hit.Crop.CapturedAt, hit.Score);

    public static Task WriteAsync(string path, IReadOnlyList<SearchHit> hits, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(
            path, JsonSerializer.SerializeToUtf8Bytes(new { matches = hits.Select(From) }, Format), cancellationToken);

    /// <summary>One match: ids, camera, capture time (UTC) and cosine similarity.</summary>
    internal sealed record Match(Guid Crop, Guid Tracklet, string Camera, DateTimeOffset Time, float Score);
}
