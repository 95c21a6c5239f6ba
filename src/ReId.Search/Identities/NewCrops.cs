using Microsoft.Extensions.Logging;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Index.Identities;
using ReId.Search.Models;

namespace ReId.Search.Identities;

/// <summary>Gives new crops to identities between runs, where that is sure.</summary>
internal sealed class NewCrops(Gallery gallery, IdentityStore store, ApiOptions options, ServedModels models, ILogger<NewCrops> logger)
{
    private (ServedModel Model, OnlineJoin Join)? _join;

    public async Task JoinAsync(CropIndexed indexed, CancellationToken cancellationToken)
    {
        if (!options.Identities.Joins)
        {
            return;
        }

        try
        {
            if (await JoinOf(models.Current).TryAsync(indexed.CropId, indexed.ModelId, cancellationToken) is { IdentityId: { } identity } joined)
            {
                SearchLog.CropJoined(logger, indexed.CropId, identity, joined.ChangedCrops);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next run sees the crop in any case; its announcement must not wait for this.
            SearchLog.JoinFailed(logger, indexed.CropId, failure.Message);
        }
    }

    // What a score means changes with the model that is served.
    private OnlineJoin JoinOf(ServedModel model)
    {
        if (_join is { } known && known.Model == model)
        {
            return known.Join;
        }

        var sure = new OnlineJoinOptions();
        var calibrated = model.Calibration?.Thresholds.Where(threshold => threshold.Similarity is not null).MinBy(threshold => threshold.FalseAcceptRate)?.Similarity;
        var join = new OnlineJoin(gallery, store, sure with { Threshold = options.Identities.JoinThreshold ?? (float?)calibrated ?? sure.Threshold });
        _join = (model, join);
        return join;
    }
}
