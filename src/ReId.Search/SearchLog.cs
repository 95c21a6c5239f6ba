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

    [LoggerMessage(6, LogLevel.Warning, "The change of model rests for {Seconds} s: {Reason}")]
    public static partial void ModelChangeFailed(ILogger logger, string reason, int seconds);
}
