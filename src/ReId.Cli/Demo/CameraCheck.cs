using ReId.Index;
using ReId.Search.Queries;

namespace ReId.Cli.Demo;

/// <summary>Rank-1 from camera to camera, on footage of which is known who is where: a crop is asked for, its own camera is left out.</summary>
/// <param name="Probes">Crops of people whom another camera saw too.</param>
/// <param name="Correct">How many of them find such a crop first.</param>
internal sealed record CameraCheck(int Probes, int Correct)
{
    public static async Task<CameraCheck> RunAsync(
        QueryService queries, string model, IReadOnlyList<GalleryCrop> crops, FootageTruth truth, CancellationToken cancellationToken)
    {
        var identities = crops.Select(crop => (Crop: crop, Identity: truth.Of(crop)))
            .Where(known => known.Identity is not null)
            .ToDictionary(known => known.Crop.CropId, known => known.Identity!.Value);
        var seen = crops.Where(crop => identities.ContainsKey(crop.CropId)).ToLookup(crop => identities[crop.CropId], crop => crop.Camera);
        var (probes, correct) = (0, 0);
        foreach (var crop in crops)
        {
            if (!identities.TryGetValue(crop.CropId, out var identity) || seen[identity].All(camera => camera == crop.Camera))
            {
                continue;
            }

            probes++;
            var search = new SearchOptions { ModelId = model, K = 1, ExcludeCameras = [crop.Camera] };
            var hits = await queries.ByCropAsync(crop.CropId, search, cancellationToken).ConfigureAwait(false);
            correct += hits.Count > 0 && identities.TryGetValue(hits[0].Crop.CropId, out var found) && found == identity ? 1 : 0;
        }

        return new CameraCheck(probes, correct);
    }
}
