namespace ReId.Index.Identities;

/// <summary>A run as the list shows it.</summary>
/// <param name="RunId">The run; undone as the operation of this id.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="FinishedAt">When it ended; null while it runs or where the process ended before it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Report">What it found; while it runs only how it works.</param>
public sealed record ClusterRun(Guid RunId, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, ClusterRunState State, RunReport Report);

/// <summary>How a run stands.</summary>
public enum ClusterRunState
{
    /// <summary>It works.</summary>
    Running = 0,

    /// <summary>It ended; its changes are made.</summary>
    Finished = 1,

    /// <summary>Somebody stopped it; nothing was changed.</summary>
    Stopped = 2,

    /// <summary>It failed; nothing was changed. The report says why.</summary>
    Failed = 3,

    /// <summary>The process ended before it; nothing was changed.</summary>
    Interrupted = 4,
}
