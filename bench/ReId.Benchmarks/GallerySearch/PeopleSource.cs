using System.Runtime.CompilerServices;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;

namespace ReId.Benchmarks.GallerySearch;

/// <summary>A database that makes its rows up, so that only the index is measured.</summary>
internal sealed class PeopleSource(People people) : IVectorSource
{
    public async IAsyncEnumerable<VectorRecord> RecordsAsync(
        int modelId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (var crop = (int)after; crop < people.Count; crop++)
        {
            yield return People.Record(crop);
        }
    }

    public Task<int> CountAsync(int modelId, long upTo, CancellationToken cancellationToken) =>
        Task.FromResult((int)Math.Min(upTo, people.Count));

    public async IAsyncEnumerable<IndexedVector> VectorsAsync(
        ModelInfo model, long after, long upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (var crop = (int)after; crop < Math.Min(upTo, people.Count); crop++)
        {
            yield return new IndexedVector(crop + 1, people.Half(crop));
        }
    }
}
