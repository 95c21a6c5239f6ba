namespace ReId.Bindings.Faiss;

/// <summary>How an index compares two vectors. The numbers are FAISS's own and stand in index files.</summary>
public enum FaissMetric
{
    /// <summary>The inner product, greatest first; of L2-normalised vectors it is the cosine similarity.</summary>
    InnerProduct = 0,

    /// <summary>The squared Euclidean distance, least first.</summary>
    L2 = 1,
}
