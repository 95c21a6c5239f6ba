namespace ReId.Bindings.Faiss;

/// <summary>One finished iteration of k-means.</summary>
/// <param name="Iteration">From 1; goes on counting over repetitions.</param>
/// <param name="Objective">Sum over the training sample of squared distances (spherical: of inner products).</param>
public readonly record struct FaissKMeansProgress(int Iteration, float Objective);
