using ReId.Model.Training.Metrics;

namespace ReId.Model.Training.Reporting;

/// <summary>How far a run is.</summary>
public sealed record TrainingProgress
{
    /// <summary>Number of the stage, from 1.</summary>
    public int Stage { get; init; } = 1;

    /// <summary>Number of stages; the line names none where there is one.</summary>
    public int Stages { get; init; } = 1;

    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Number of epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Share of the epoch that is done, from 0 to 1.</summary>
    public double EpochShare { get; init; }

    /// <summary>The last step.</summary>
    public required StepMetrics Step { get; init; }

    /// <summary>Time to the end of the run; null while nobody knows.</summary>
    public TimeSpan? Left { get; init; }
}
