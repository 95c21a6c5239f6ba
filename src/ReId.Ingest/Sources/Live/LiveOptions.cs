using ReId.Contracts;

namespace ReId.Ingest.Sources;

/// <summary>How patiently a camera is treated.</summary>
public sealed record LiveOptions
{
    /// <summary>Without a frame for this long a stream counts as stalled and is opened again.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The very same picture for this long counts as frozen: the stream is opened again, less often each time.</summary>
    public TimeSpan FreezeTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Wait before the second attempt to connect; doubled for every further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts in a row that may fail before the camera is given up; null (the default) to try for ever.</summary>
    public int? MaxAttempts { get; init; }

    internal void Validate()
    {
        if (StallTimeout <= TimeSpan.Zero || FreezeTimeout <= TimeSpan.Zero || FirstDelay <= TimeSpan.Zero || MaxDelay < FirstDelay)
        {
            throw new ReIdException("The stall and freeze timeouts and the delays of a camera are above zero, and the longest delay is not below the first.");
        }

        if (MaxAttempts is < 1)
        {
            throw new ReIdException($"max-attempts is {MaxAttempts}, but it counts attempts: a whole number of at least 1 would do.");
        }
    }
}
