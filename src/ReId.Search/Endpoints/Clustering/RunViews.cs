using ReId.Index.Clustering.Pipeline;
using ReId.Index.Identities;
using ReId.Search.Endpoints.Identities;
using ReId.Search.Jobs;

namespace ReId.Search.Endpoints.Clustering;

/// <summary>A clustering run as the API shows it.</summary>
public sealed record RunView
{
    /// <summary>Its id; a finished run is undone as the operation of this id.</summary>
    public required Guid RunId { get; init; }

    /// <summary>How it stands.</summary>
    public required ClusterRunState State { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while it works, and where the process ended first.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How far it is; null where it does not work, or has just begun.</summary>
    public required ProgressView? Progress { get; init; }

    /// <summary>How it works and what it found.</summary>
    public required RunReport Report { get; init; }

    /// <summary>The operation that took it back; null while it is in force.</summary>
    public required Guid? UndoneBy { get; init; }

    /// <summary>What a finished run did to identities, most moved crops first; null in lists.</summary>
    public IReadOnlyList<EffectView>? Identities { get; init; }

    /// <summary>How many more identities it touched; null in lists.</summary>
    public int? MoreIdentities { get; init; }

    internal static RunView Of(ClusterRun run, WorkingRun? working, IReadOnlyDictionary<Guid, Guid> undone) => new()
    {
        RunId = run.RunId,
        State = run.State,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        Progress = working?.Request.RunId == run.RunId ? ProgressView.Of(working.Progress) : null,
        Report = run.Report,
        UndoneBy = undone.TryGetValue(run.RunId, out var undo) ? undo : null,
    };

    /// <summary>A run that works; its row may not be written yet.</summary>
    internal static RunView Of(WorkingRun working) => new()
    {
        RunId = working.Request.RunId,
        State = ClusterRunState.Running,
        StartedAt = working.StartedAt,
        FinishedAt = null,
        Progress = ProgressView.Of(working.Progress),
        Report = new RunReport { ModelId = working.Request.ModelId, Settings = working.Request.Settings, Resumes = working.Request.Resumes },
        UndoneBy = null,
    };
}

/// <summary>How far a run is.</summary>
/// <param name="Stage"><c>read</c>, <c>cells</c>, <c>neighbours</c>, <c>encoding</c>, <c>jaccard</c>, <c>cluster</c> or <c>store</c>.</param>
/// <param name="Done">Crops done in this stage.</param>
/// <param name="Total">Crops to do; 0 where it is not known.</param>
public sealed record ProgressView(string Stage, long Done, long Total)
{
    internal static ProgressView? Of(ClusteringProgress? progress) =>
        progress is { } known ? new ProgressView(known.Stage, known.Done, known.Total) : null;
}

/// <summary>How and when the gallery is clustered.</summary>
/// <param name="Schedule">Time of day, local; null where it is off.</param>
/// <param name="NextRunAt">When the next night's run begins; null where it is off.</param>
/// <param name="ModelId">Whose vectors are compared.</param>
/// <param name="Running">The run that works now; null where none does.</param>
public sealed record ClusteringView(string? Schedule, DateTimeOffset? NextRunAt, string ModelId, RunView? Running);
