using System.Text.Json;
using System.Text.Json.Serialization;
using ReId.Index;
using ReId.Model.Calibration;
using ReId.Model.Files;

namespace ReId.Cli.Output;

/// <summary>Matches as JSON; the same form in <c>reid search --json</c> and in the demo's summary.</summary>
internal static class MatchJson
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Match From(SearchHit hit) =>
        new(hit.Crop.CropId, hit.Crop.TrackletId, hit.Crop.Camera, hit.Crop.CapturedAt, hit.Score);

    public static void Write(string path, IReadOnlyList<SearchHit> hits, ModelCalibration? calibration) => AtomicFile.Write(
        path,
        stream => JsonSerializer.Serialize(
            stream, new { matches = hits.Select(hit => From(hit) with { Probability = calibration?.Probability(hit.Score) }) }, Format));

    /// <summary>One match: ids, camera, capture time (UTC) and cosine similarity.</summary>
    internal sealed record Match(Guid Crop, Guid Tracklet, string Camera, DateTimeOffset Time, float Score)
    {
        /// <summary>Calibrated probability of "the same", where the model has a calibration.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? Probability { get; init; }
    }
}
