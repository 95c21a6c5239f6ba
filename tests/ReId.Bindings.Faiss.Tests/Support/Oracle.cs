namespace ReId.Bindings.Faiss.Tests.Support;

/// <summary>The slow and simple truth: every stored vector compared with the query in double precision.</summary>
internal sealed class Oracle(FaissMetric metric, int dimension = TestVectors.Dimension)
{
    private readonly Dictionary<long, float[]> _vectors = [];

    public int Count => _vectors.Count;

    public IEnumerable<long> Ids => _vectors.Keys;

    public void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<long> ids)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            _vectors.Add(ids[i], vectors.Slice(i * dimension, dimension).ToArray());
        }
    }

    public void Remove(Func<long, bool> which)
    {
        foreach (var id in _vectors.Keys.Where(which).ToList())
        {
            _vectors.Remove(id);
        }
    }

    public double Distance(ReadOnlySpan<float> query, long id)
    {
        var sum = 0.0;
        var stored = _vectors[id];
        for (var j = 0; j < dimension; j++)
        {
            sum += metric == FaissMetric.InnerProduct
                ? (double)query[j] * stored[j]
                : ((double)query[j] - stored[j]) * ((double)query[j] - stored[j]);
        }

        return sum;
    }

    public long[] Nearest(float[] query, int k, Func<long, bool>? passes = null)
    {
        var candidates = _vectors.Keys.Where(id => passes is null || passes(id));
        var ordered = metric == FaissMetric.InnerProduct
            ? candidates.OrderByDescending(id => Distance(query, id))
            : candidates.OrderBy(id => Distance(query, id));
        return [.. ordered.Take(k)];
    }

    public HashSet<long> Within(float[] query, float radius, Func<long, bool>? passes = null) =>
        [.. _vectors.Keys.Where(id => passes is null || passes(id)).Where(id =>
            metric == FaissMetric.InnerProduct ? Distance(query, id) > radius : Distance(query, id) < radius)];
}
