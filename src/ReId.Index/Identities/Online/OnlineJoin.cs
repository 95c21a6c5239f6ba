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
    private const int FirstHits = 20;
    private const int MostHits = 980;

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

        if (await SureAsync(vector, modelId, crop.TrackletId, cancellationToken) is not { } sure)
        {
            return null;
        }

        var (from, to) = (tracklet.Min(mate => mate.CapturedAt), tracklet.Max(mate => mate.CapturedAt));
        var visits = await identities.TimelineAsync(sure.Identity, cancellationToken);
        return visits.Any(visit => visit.Camera == crop.Camera && visit.From <= to && from <= visit.To)
            ? null
            : await JoinAsync(sure.Identity, unknown, sure.Score,
                FormattableString.Invariant($"similarity {sure.Score:0.00}, second identity {sure.Second:0.00}"), cancellationToken);
    }

    // Tracklets of nobody known are hits too, and after a busy day very many may lie before the second identity: more
    // hits are asked for until it is seen, or until it can only be far enough behind.
    private async Task<(Guid Identity, float Score, float Second)?> SureAsync(
        float[] vector, string modelId, Guid tracklet, CancellationToken cancellationToken)
    {
        for (var k = FirstHits; k <= MostHits; k *= 7)
        {
            var hits = await gallery.SearchAsync(
                vector, new SearchOptions { ModelId = modelId, K = k, ExcludeTracklets = [tracklet], GroupBy = SearchGrouping.Identity }, cancellationToken);
            var known = hits.Select(hit => (Identity: identities.Lookup.IdentityOf(hit.Crop.CropId), hit.Score)).Where(hit => hit.Identity is not null).ToList();
            var all = hits.Count < k;

            // What was not seen is no more similar than the last that was.
            var unseen = all ? -1 : hits[^1].Score;
            if (known.Count == 0 ? all || unseen < options.Threshold : known[0].Score < options.Threshold)
            {
                return null;
            }

            if (known.Count > 1 || (known.Count == 1 && (all || known[0].Score - unseen >= options.Margin)))
            {
                var second = known.Count > 1 ? known[1].Score : unseen;
                return known[0].Score - second >= options.Margin ? (known[0].Identity!.Value, known[0].Score, second) : null;
            }
        }

        return null;
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
