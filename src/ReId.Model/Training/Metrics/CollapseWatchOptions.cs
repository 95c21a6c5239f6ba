namespace ReId.Model.Training.Metrics;

/// <summary>When a <see cref="CollapseWatch"/> speaks.</summary>
public sealed record CollapseWatchOptions
{
    /// <summary>Steps over which the loss must stay at what it costs on one point; 50 by default.</summary>
    public int Window { get; init; } = 50;

    /// <summary>First steps of a stage that tell how large distances were, 10 by default.</summary>
    public int Reference { get; init; } = 10;

    /// <summary>How far from that level the loss may be, as a share of it; 0.05 by default.</summary>
    public double Tolerance { get; init; } = 0.05;

    /// <summary>Distances below this share of the first ones have shrunk; 0.3 by default.</summary>
    public double Shrunk { get; init; } = 0.3;
}
