using Microsoft.Extensions.Logging;

namespace ReId.Search;

/// <summary>Everything that this room logs. Names of people, pictures and keys are never among it.</summary>
internal static partial class SearchLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed; trace {TraceId}")]
    public static partial void RequestFailed(ILogger logger, Exception failure, string method, string path, string traceId);

    [LoggerMessage(2, LogLevel.Warning, "Crop {CropId} could not be compared with the watch list: {Reason}")]
    public static partial void WatchFailed(ILogger logger, Guid cropId, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The use of key {KeyId} could not be noted: {Reason}")]
    public static partial void UseNotNoted(ILogger logger, Guid keyId, string reason);

    [LoggerMessage(4, LogLevel.Information, "Watch {WatchId} raised by crop {CropId} with score {Score}")]
    public static partial void WatchRaised(ILogger logger, Guid watchId, Guid cropId, float score);

    [LoggerMessage(5, LogLevel.Information, "Searches use the model {ModelId}, no longer {Former}")]
    public static partial void ModelServed(ILogger logger, string modelId, string former);

    [LoggerMessage(14, LogLevel.Warning, "The change of model rests for {Seconds} s: {Reason}")]
    public static partial void ModelChangeFailed(ILogger logger, string reason, int seconds);

    [LoggerMessage(20, LogLevel.Debug, "Crop {CropId} joined identity {IdentityId} with {Crops} crops")]
    public static partial void CropJoined(ILogger logger, Guid cropId, Guid identityId, int crops);

    [LoggerMessage(21, LogLevel.Warning, "Crop {CropId} could not be compared with the identities: {Reason}")]
    public static partial void JoinFailed(ILogger logger, Guid cropId, string reason);

    [LoggerMessage(22, LogLevel.Information, "Clustering run {RunId} begins with the vectors of {ModelId}")]
    public static partial void RunStarted(ILogger logger, Guid runId, string modelId);

    [LoggerMessage(23, LogLevel.Information, "Clustering run {RunId}: {Crops} crops, {Clusters} identities, {Changed} crops changed, {Seconds} s")]
    public static partial void RunFinished(ILogger logger, Guid runId, int crops, int clusters, int changed, double seconds);

    [LoggerMessage(24, LogLevel.Information, "Clustering run {RunId} is {State}; nothing was changed")]
    public static partial void RunStopped(ILogger logger, Guid runId, Index.Identities.ClusterRunState state);

    [LoggerMessage(25, LogLevel.Error, "Clustering run {RunId} failed: {Reason}")]
    public static partial void RunFailed(ILogger logger, Guid runId, string reason);

    [LoggerMessage(26, LogLevel.Information, "Clustering run {Interrupted} was interrupted when the server ended; run {RunId} makes it good")]
    public static partial void RunResumed(ILogger logger, Guid interrupted, Guid runId);

    [LoggerMessage(27, LogLevel.Information, "The nightly clustering is left out: {Reason}")]
    public static partial void NightLeftOut(ILogger logger, string reason);

    [LoggerMessage(28, LogLevel.Error, "What is older than its camera keeps was not erased; it is tried again tomorrow: {Detail}")]
    public static partial void RetentionFailed(ILogger logger, string detail);

    [LoggerMessage(30, LogLevel.Error, "Waiting for {Store}: {Reason}")]
    public static partial void StoreAway(ILogger logger, string store, string reason);

    [LoggerMessage(31, LogLevel.Information, "{Store} answers again")]
    public static partial void StoreBack(ILogger logger, string store);
}
