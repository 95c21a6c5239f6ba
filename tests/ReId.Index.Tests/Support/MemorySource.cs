using ReId.Index.Segments;
using ReId.Index.Segments.Rows;
using ReId.Index.Storage;

namespace ReId.Index.Tests.Support;

/// <summary>A database in memory: what the index is a cache of.</summary>
internal sealed class MemorySource : IVectorSource
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, (int Model, VectorRecord Record, byte[] Half)> _rows = [];
    private long _sequence;

    /// <summary>Called before vectors are read, so that a test can act in between.</summary>
    public Func<Task> BeforeVectors { get; set; } = () => Task.CompletedTask;

    public int Count => Locked(() => _rows.Count);

    public CommittedVector Add(ModelInfo model, float[] vector, Guid? tracklet = null, int camera = 1, long ticks = 0, Guid? crop = null, float quality = 1) => Locked(() =>
    {
        _sequence += 1 + (_sequence % 3); // Numbers have gaps.
        var record = new VectorRecord(_sequence, crop ?? Guid.NewGuid(), tracklet ?? Guid.NewGuid(), camera, ticks, quality);
        var half = HalfVector.Encode(HalfVector.Normalise(vector, out _)!);
        _rows[_sequence] = (model.Id, record, half);
        return new CommittedVector(model, record, half);
    });

    public void Remove(IReadOnlySet<Guid> crops) => Locked(() =>
    {
        foreach (var sequence in _rows.Where(row => crops.Contains(row.Value.Record.CropId)).Select(row => row.Key).ToList())
        {
            _rows.Remove(sequence);
        }

        return 0;
    });

    /// <summary>All rows, scored plainly, best first.</summary>
    public List<(Guid Crop, double Score)> Search(float[] query) => Search(query, _ => true);

    /// <summary>The rows that pass, scored plainly, best first.</summary>
    public List<(Guid Crop, double Score)> Search(float[] query, Func<VectorRecord, bool> passes, int model = 1) => Locked(() => _rows.Values
        .Where(row => row.Model == model && passes(row.Record))
        .Select(row => (row.Record.CropId, Oracle.Cosine(HalfVector.Decode(row.Half), query)))
        .OrderByDescending(hit => hit.Item2).ToList());

    public IReadOnlyList<byte[]> Vectors() => Locked(() => _rows.Values.Select(row => row.Half).ToList());

    public IAsyncEnumerable<VectorRecord> RecordsAsync(int modelId, long after, CancellationToken cancellationToken) =>
        Locked(() => _rows.Values.Where(row => row.Model == modelId).Select(row => row.Record).Where(record => record.Sequence > after).ToList()).ToAsyncEnumerable();

    public Task<int> CountAsync(int modelId, long upTo, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(() => _rows.Count(row => row.Value.Model == modelId && row.Key <= upTo)));

    public async IAsyncEnumerable<IndexedVector> VectorsAsync(
        ModelInfo model, long after, long upTo, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeforeVectors();
        foreach (var row in Locked(() => _rows.Where(row => row.Value.Model == model.Id && row.Key > after && row.Key <= upTo).ToList()))
        {
            yield return new IndexedVector(row.Key, row.Value.Half);
        }
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }
}
