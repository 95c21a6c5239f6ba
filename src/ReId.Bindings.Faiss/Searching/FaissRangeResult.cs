namespace ReId.Bindings.Faiss;

/// <summary>All vectors within the radius of each query, in no particular order.</summary>
/// <param name="Limits">Queries + 1 numbers: the results of query i stand from <c>Limits[i]</c> to <c>Limits[i + 1]</c>.</param>
/// <param name="Distances">Inner products, or squared distances.</param>
/// <param name="Ids">The ids found.</param>
public sealed record FaissRangeResult(long[] Limits, float[] Distances, long[] Ids)
{
    /// <summary>The ids found for one query.</summary>
    public ReadOnlySpan<long> IdsOf(int query) => Ids.AsSpan(Row(query));

    /// <summary>The distances of <see cref="IdsOf"/>.</summary>
    public ReadOnlySpan<float> DistancesOf(int query) => Distances.AsSpan(Row(query));

    private Range Row(int query) => (int)Limits[query]..(int)Limits[query + 1];
}
