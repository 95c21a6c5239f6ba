namespace ReId.Model.Reranking;

/// <summary>The entries of a vector that are not zero, by ascending column.</summary>
/// <param name="Columns">Their columns, ascending.</param>
/// <param name="Values">Their values, in the same order.</param>
internal readonly record struct SparseVector(int[] Columns, float[] Values);
