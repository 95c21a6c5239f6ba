namespace ReId.Bindings.Faiss;

/// <summary>The nearest vectors of each query, best first.</summary>
/// <param name="K">Results for each query.</param>
/// <param name="Distances">Queries × K row by row: inner products, or squared distances.</param>
/// <param name="Ids">Queries × K row by row; −1 where fewer than K vectors were found, which then end the row.</param>
public sealed record FaissSearchResult(int K, float[] Distances, long[] Ids)
{
    /// <summary>The ids found for one query, without the missing ones.</summary>
    public ReadOnlySpan<long> IdsOf(int query)
    {
        var row = Ids.AsSpan(query * K, K);
        var end = row.IndexOf(-1);
        return end < 0 ? row : row[..end];
    }

    /// <summary>The distances of <see cref="IdsOf"/>.</summary>
    public ReadOnlySpan<float> DistancesOf(int query) => Distances.AsSpan(query * K, IdsOf(query).Length);
}
