namespace ReId.Index.Identities;

/// <summary>
/// Between runs a new crop joins the nearest identity when that is sure: similar enough, clearly more similar than the
/// second, not against a decision, and nobody of that identity beside it in the same camera. Its tracklet follows.
/// </summary>
/// <param name="gallery">The gallery.</param>
/// <param name="identities">Its identities.</param>
/// <param name="options">How sure is sure.</param>
public sealed class OnlineJoin(Gallery gallery, IdentityStore identities, OnlineJoinOptions options)
{
    /// <summary>Tries to name a crop.</summary>
    /// <param name="cropId">A crop of the gallery.</param>
    /// <param name="modelId">The model whose vectors are compared.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>What joined; null when the crop stays as it was.</returns>
    public async Task<OperationResult?> TryAsync(Guid cropId, string modelId, CancellationToken cancellationToken)
    {
        // Before the first run there is nobody to join: new crops cost nothing.
        if (identities.KnowsNobody || identities.Lookup.IdentityOf(cropId) is not null
            || await gallery.FindCropAsync(cropId, cancellationToken) is not { } crop
            || await gallery.FindVectorAsync(cropId, modelId, cancellationToken) is not { } vector)
        {
            return null;
        }

        var tracklet = new List<GalleryCrop>();
        await foreach (var mate in gallery.ListCropsAsync(new CropListing { TrackletId = crop.TrackletId, Cameras = [crop.Camera] }, cancellationToken))
        {
            tracklet.Add(mate);
        }

        var unknown = tracklet.Where(mate => identities.Lookup.IdentityOf(mate.CropId) is null).Select(mate => mate.CropId).ToList();
        var known = tracklet.Select(mate => identities.Lookup.IdentityOf(mate.CropId)).OfType<Guid>().Distinct().ToList();
        if (known.Count > 0)
        {
            // A tracklet that decisions divided says nothing of its next crop.
            return known.Count == 1 ? await JoinAsync(known[0], unknown, null, "its tracklet is of this identity", cancellationToken) : null;
        }

        var hits = await gallery.SearchAsync(
            vector, new SearchOptions { ModelId = modelId, K = 20, ExcludeTracklets = [crop.TrackletId], GroupBy = SearchGrouping.Identity }, cancellationToken);
        var candidates = hits.Select(hit => (Identity: identities.Lookup.IdentityOf(hit.Crop.CropId), hit.Score)).Where(hit => hit.Identity is not null).ToList();
        if (candidates.Count == 0 || candidates[0].Score < options.Threshold
            || (candidates.Count > 1 && candidates[0].Score - candidates[1].Score < options.Margin))
        {
            return null;
        }

        var (from, to) = (tracklet.Min(mate => mate.CapturedAt), tracklet.Max(mate => mate.CapturedAt));
        var visits = await identities.TimelineAsync(candidates[0].Identity!.Value, cancellationToken);
        return visits.Any(visit => visit.Camera == crop.Camera && visit.From <= to && from <= visit.To)
            ? null
            : await JoinAsync(candidates[0].Identity!.Value, unknown, candidates[0].Score,
                FormattableString.Invariant($"similarity {candidates[0].Score:0.00}, second identity {(candidates.Count > 1 ? candidates[1].Score : -1):0.00}"), cancellationToken);
    }

    private async Task<OperationResult?> JoinAsync(Guid identity, List<Guid> crops, float? score, string reason, CancellationToken cancellationToken)
    {
        return await identities.TryChangeAsync(IdentityActors.Online, identity, maker =>
        {
            var state = identities.State;
            var id = state.Resolve(identity);
            var free = crops.Where(crop => state.IdentityOf(crop) is null && state.Rules.Against(crop, id) is null).ToList();

            // What one crop of a tracklet is banned from, all are.
            var banned = crops.Any(crop => state.Rules.IsBanned(crop, id)) && score is not null;
            return free.Count == 0 || banned || !state.Identities.ContainsKey(id) ? null : maker.Join(id, free, score, reason);
        }, cancellationToken);
    }
}
