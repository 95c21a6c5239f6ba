using ReId.Bindings.Faiss;

namespace ReId.Index.Segments;

/// <summary>A segment that is one FAISS index of any kind that keeps ids.</summary>
internal sealed class FaissSegment(FaissIndex index) : ISegment
{
    public long Count => index.Count;

    public void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<long> ids) => index.Add(vectors, ids);

    public long Remove(ReadOnlySpan<long> ids) => index.Remove(ids);

    public IReadOnlyList<ScoredId> Search(ReadOnlySpan<float> query, int k, IdBitmap? allowed)
    {
        if (k == 0 || Count == 0)
        {
            return [];
        }

        var options = allowed is null
            ? null
            : new FaissSearchOptions { Filter = FaissFilter.Bitmap(allowed.Bits) };
        var result = index.Search(query, k, options);
        var hits = new List<ScoredId>(k);
        foreach (var id in result.IdsOf(0))
        {
            hits.Add(new ScoredId(id, result.Distances[hits.Count]));
        }

        return hits;
    }

    public void Save(string path) => index.Write(path);

    public void Dispose() => index.Dispose();
}
