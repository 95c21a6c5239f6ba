namespace ReId.Ingest.Sources;

/// <summary>
/// Decides by time stamp which frames to keep: the first one of each interval of 1/fps. The same footage always gives
/// the same frames, however uneven its own rate is.
/// </summary>
internal sealed class FrameSampler(double? fps)
{
    // A stamp that means 0.2 s may be stored as 0.19999.
    private const double Slack = 1e-3;

    private long _last = -1;

    /// <summary>Whether to keep the frame at this position; positions ascend.</summary>
    public bool Keep(TimeSpan position)
    {
        if (fps is not { } rate)
        {
            return true;
        }

        var interval = (long)Math.Floor((position.TotalSeconds * rate) + Slack);
        if (interval <= _last)
        {
            return false;
        }

        _last = interval;
        return true;
    }
}
