using Microsoft.Extensions.Logging;
using ReId.Contracts.Messages;
using ReId.Index;
using ReId.Index.Identities;

namespace ReId.Search.Identities;

/// <summary>Gives new crops to identities between runs, where that is sure.</summary>
internal sealed class NewCrops(Gallery gallery, IdentityStore store, ApiOptions options, ILogger<NewCrops> logger)
{
    private readonly OnlineJoin _join = new(gallery, store, Options(options));

    public async Task JoinAsync(CropIndexed indexed, CancellationToken cancellationToken)
    {
        if (!options.Identities.Joins)
        {
            return;
        }

        try
        {
            if (await _join.TryAsync(indexed.CropId, indexed.ModelId, cancellationToken) is { IdentityId: { } identity } joined)
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

    private static OnlineJoinOptions Options(ApiOptions options)
    {
        var sure = new OnlineJoinOptions();
        var calibrated = options.Calibration?.Thresholds.Where(threshold => threshold.Similarity is not null).MinBy(threshold => threshold.FalseAcceptRate)?.Similarity;
        return sure with { Threshold = options.Identities.JoinThreshold ?? (float?)calibrated ?? sure.Threshold };
    }
}
