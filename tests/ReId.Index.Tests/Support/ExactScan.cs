using ReId.Index.Segments;

namespace ReId.Index.Tests.Support;

/// <summary>What a segment should find, said plainly.</summary>
internal sealed class ExactScan
{
    private readonly SortedDictionary<long, float[]> _vectors = [];

    public int Count => _vectors.Count;

    public void Add(long id, float[] vector) => _vectors.Add(id, vector);

    public void Remove(long id) => _vectors.Remove(id);

    public List<ScoredId> Search(float[] query, int k, IdBitmap? allowed) => [.. _vectors
        .Where(pair => allowed?.Contains(pair.Key) != false)
        .Select(pair => new ScoredId(pair.Key, (float)pair.Value.Zip(query, (a, b) => (double)a * b).Sum()))
        .OrderByDescending(hit => hit.Score)
        .Take(k)];
}
