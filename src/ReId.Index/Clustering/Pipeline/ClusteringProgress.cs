namespace ReId.Index.Clustering.Pipeline;

/// <summary>How far a stage of clustering is.</summary>
/// <param name="Stage">Its name, e.g. <c>neighbours</c>.</param>
/// <param name="Done">Rows done.</param>
/// <param name="Total">Rows to do.</param>
/// <param name="Elapsed">Time since the stage began.</param>
public readonly record struct ClusteringProgress(string Stage, long Done, long Total, TimeSpan Elapsed);
