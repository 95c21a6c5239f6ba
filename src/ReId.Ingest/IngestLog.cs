using Microsoft.Extensions.Logging;

namespace ReId.Ingest;

/// <summary>Every log message of this project.</summary>
internal static partial class IngestLog
{
    [LoggerMessage(1, LogLevel.Warning, "{File} was skipped: {Reason}")]
    public static partial void ImageSkipped(ILogger logger, string file, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Frame {Number} of {File} did not decode and was skipped")]
    public static partial void FrameSkipped(ILogger logger, string file, long number);

    [LoggerMessage(3, LogLevel.Warning, "{File} is truncated: its container announces {Announced} frames, {Read} could be read")]
    public static partial void VideoTruncated(ILogger logger, string file, long announced, long read);

    [LoggerMessage(4, LogLevel.Warning,
        "{InFlight} crops are waiting to be indexed and none was for {Seconds} s: is the embedding worker running?")]
    public static partial void BudgetExhausted(ILogger logger, int inFlight, double seconds);

    [LoggerMessage(5, LogLevel.Information,
        "{Camera}: {Frames} frames, {Detections} detections, {Tracklets} tracklets, {Crops} crops published in {Seconds:0.0} s")]
    public static partial void Finished(ILogger logger, string camera, long frames, long detections, int tracklets, int crops, double seconds);

    [LoggerMessage(6, LogLevel.Debug, "Crop {CropId} of {Camera} was not indexed: {Reason}")]
    public static partial void CropLost(ILogger logger, Guid cropId, string camera, string reason);

    [LoggerMessage(7, LogLevel.Warning, "{Camera}: {Address} is not there: {Reason}; attempt {Attempt} failed, the next follows in {Seconds:0.0} s")]
    public static partial void CameraLost(ILogger logger, string camera, string address, string reason, double seconds, int attempt);

    [LoggerMessage(8, LogLevel.Information, "{Camera}: connected to {Address}")]
    public static partial void CameraConnected(ILogger logger, string camera, string address);

    [LoggerMessage(9, LogLevel.Warning,
        "nothing was heard of {Count} crops for {Seconds} s after they were sent, and they are no longer waited for: are worker and server running, or was a queue purged?")]
    public static partial void Unheard(ILogger logger, int count, double seconds);
}
