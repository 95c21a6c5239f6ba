using Microsoft.Extensions.Logging;

namespace ReId.Cli.Hosting.Serving;

/// <summary>What a server says to the operator.</summary>
internal static partial class ServeLog
{
    [LoggerMessage(1, LogLevel.Information, "{Camera} ended: {Frames} frames, {Crops} crops")]
    public static partial void SourceEnded(ILogger logger, string camera, long frames, int crops);

    [LoggerMessage(2, LogLevel.Error, "{Camera} failed and is left: {Reason}")]
    public static partial void SourceFailed(ILogger logger, string camera, string reason);
}
