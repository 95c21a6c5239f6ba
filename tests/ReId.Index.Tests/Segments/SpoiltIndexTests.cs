using ReId.Index.Segments;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments;

/// <summary>A segment that fails in the middle of a change is replaced from the database, and nobody sees a wrong answer.</summary>
public sealed class SpoiltIndexTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_addition_is_made_good_by_the_next_search()
    {
        var source = new MemorySource();
        var factory = new FailingFactory();
        var log = new CollectedLog();
        using var threads = new SearchThreads(1);
        await using var index = new ModelIndex(
            new ModelInfo(1, "m", 2), factory, source, threads, new IndexLog(log));
        await index.LoadAsync(null, Token);
        await index.AddAsync([source.Add(1, [1, 0])]);
        factory.Fails = true;

        await Assert.ThrowsAsync<InvalidOperationException>(() => index.AddAsync([source.Add(2, [0, 1])]));
        Assert.Equal(0, index.Segments);
        await index.AddAsync([source.Add(3, [0.6f, 0.8f])]);
        factory.Fails = false;

        var hits = await index.SearchAsync([0, 1], 5, new RecordFilter(), SearchGrouping.None, Token);
        Assert.Equal([2, 3, 1], hits.Select(hit => hit.Record.Sequence));
        Assert.Contains(log.Warnings, line => line.Contains("reloaded from the database", StringComparison.Ordinal));
        Assert.Equal((3, 1), (index.Count, index.Segments));
    }

    [Fact]
    public async Task Vectors_that_a_reload_brought_already_are_not_added_twice()
    {
        var source = new MemorySource();
        using var threads = new SearchThreads(1);
        await using var index = new ModelIndex(
            new ModelInfo(1, "m", 2), new FailingFactory(), source, threads, new IndexLog(new CollectedLog()));
        var first = source.Add(1, [1, 0]);
        await index.LoadAsync(null, Token);

        await index.AddAsync([first]);

        Assert.Single(await index.SearchAsync([1, 0], 5, new RecordFilter(), SearchGrouping.None, Token));
    }

    private sealed class MemorySource : IVectorSource
    {
        private readonly List<(VectorRecord Record, float[] Vector)> _rows = [];

        public (VectorRecord Record, float[] Vector) Add(long sequence, float[] vector)
        {
            var row = (new VectorRecord(sequence, Guid.NewGuid(), Guid.NewGuid(), 1, 0, 1), vector);
            _rows.Add(row);
            return row;
        }

        public IAsyncEnumerable<VectorRecord> RecordsAsync(int modelId, long after, CancellationToken cancellationToken) =>
            _rows.Select(row => row.Record).Where(record => record.Sequence > after).ToAsyncEnumerable();

        public Task<int> CountAsync(int modelId, long upTo, CancellationToken cancellationToken) =>
            Task.FromResult(_rows.Count(row => row.Record.Sequence <= upTo));

        public IAsyncEnumerable<IndexedVector> VectorsAsync(
            ModelInfo model, long after, long upTo, CancellationToken cancellationToken) => _rows
            .Where(row => row.Record.Sequence > after && row.Record.Sequence <= upTo)
            .Select(row => new IndexedVector(row.Record.Sequence, row.Vector))
            .ToAsyncEnumerable();
    }

    private sealed class FailingFactory : ISegmentFactory
    {
        private readonly ISegmentFactory _inner = SegmentCatalog.Get("flat");

        public bool Fails { get; set; }

        public string Name => "failing";

        public ISegment Create(int dimension) => new Segment(this, _inner.Create(dimension));

        public ISegment Load(string path, int dimension) => throw new NotSupportedException();

        private sealed class Segment(FailingFactory owner, ISegment inner) : ISegment
        {
            public long Count => inner.Count;

            public void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<long> ids)
            {
                if (owner.Fails)
                {
                    throw new InvalidOperationException("out of memory, say");
                }

                inner.Add(vectors, ids);
            }

            public long Remove(ReadOnlySpan<long> ids) => inner.Remove(ids);

            public IReadOnlyList<ScoredId> Search(ReadOnlySpan<float> query, int k, IdBitmap? allowed) =>
                inner.Search(query, k, allowed);

            public void Save(string path) => inner.Save(path);

            public void Dispose() => inner.Dispose();
        }
    }
}
