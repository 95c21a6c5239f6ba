namespace ReId.Model.Training.Metrics;

/// <summary>Something that the reader of the log should know: a stage begins, the embeddings collapse, …</summary>
public sealed record NoteMetrics : MetricsLine
{
    /// <summary>The sentence.</summary>
    public required string Text { get; init; }

    /// <summary>True where something went wrong, so that the report shows it at its head.</summary>
    public bool Warning { get; init; }
}
