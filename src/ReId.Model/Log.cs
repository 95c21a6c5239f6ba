using Microsoft.Extensions.Logging;

namespace ReId.Model;

/// <summary>All log messages of this room.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Crop {CropId} of camera {Camera} was rejected: {Reason}")]
    public static partial void CropRejected(this ILogger logger, Guid cropId, string camera, string reason);

    [LoggerMessage(2, LogLevel.Debug, "Embedded {Count} crops with {Model} in {Milliseconds} ms.")]
    public static partial void CropsEmbedded(this ILogger logger, int count, string model, long milliseconds);
}
