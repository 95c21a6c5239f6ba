namespace ReId.Bindings.Faiss;

/// <summary>The clusters that k-means found.</summary>
/// <param name="Centroids">Clusters × dimension, row by row.</param>
/// <param name="Assignments">For each point the number of its cluster.</param>
/// <param name="Distances">For each point its squared distance to that centroid (spherical: the inner product with it).</param>
/// <param name="Objective">The sum of <paramref name="Distances"/>.</param>
public sealed record FaissKMeansResult(float[] Centroids, int[] Assignments, float[] Distances, float Objective);
