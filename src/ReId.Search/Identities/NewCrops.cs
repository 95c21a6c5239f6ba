using Microsoft.Extensions.Logging;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Index.Identities;
using ReId.Search.Models;

namespace ReId.Search.Identities;

/// <summary>Gives new crops to identities between runs, where that is sure.</summary>
internal sealed class NewCrops(Gallery gallery, IdentityStore store, ApiOptions options, ServedModels models, ILogger<NewCrops> logger)
{
    public async Task JoinAsync(CropIndexed indexed, CancellationToken cancellationToken)
    {
        if (!options.Identities.Joins)
        {
            return;
        }

        try
        {
            var join = new OnlineJoin(gallery, store, Sure(indexed.ModelId));
            if (await join.TryAsync(indexed.CropId, indexed.ModelId, cancellationToken) is { IdentityId: { } identity } joined)
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

    private OnlineJoinOptions Sure(string modelId)
    {
        var (sure, served) = (new OnlineJoinOptions(), models.Current);
        var calibrated = served.Id == modelId
            ? served.Calibration?.Thresholds.Where(threshold => threshold.Similarity is not null).MinBy(threshold => threshold.FalseAcceptRate)?.Similarity
            : null;
        return sure with { Threshold = options.Identities.JoinThreshold ?? (float?)calibrated ?? sure.Threshold };
    }
}
