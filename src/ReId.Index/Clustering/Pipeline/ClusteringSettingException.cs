using ReId.Contracts;

namespace ReId.Index.Clustering.Pipeline;

/// <summary>A setting of clustering is out of its range, by itself or for as many rows as there are; says which and what would do.</summary>
/// <param name="message">One sentence.</param>
public sealed class ClusteringSettingException(string message) : ReIdException(message);
