using ReId.Bindings.Faiss.Tests.Support;

namespace ReId.Bindings.Faiss.Tests;

public sealed class LibraryTests
{
    [Fact]
    public void Facts_of_the_library_are_known()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+$", FaissLibrary.Version);
        Assert.Contains(FaissLibrary.InstructionSet, (string[])["generic", "avx2", "avx512"]);
    }

    [Fact]
    public void The_number_of_threads_changes_the_speed_and_not_the_result()
    {
        var before = FaissLibrary.Threads;
        var vectors = TestVectors.Create(500, seed: 1);
        using var index = FaissIndex.Create(TestVectors.Dimension, "IVF8,Flat");
        index.Train(vectors);
        index.Add(vectors);
        var expected = index.Search(vectors, 5);
        try
        {
            FaissLibrary.Threads = 3;
            Assert.Equal(3, FaissLibrary.Threads);
            Assert.Equal(expected.Ids, index.Search(vectors, 5).Ids);
            Assert.Equal(expected.Distances, index.Search(vectors, 5).Distances);
            FaissLibrary.Threads = 0;
            Assert.True(FaissLibrary.Threads >= 1);
            Assert.Throws<ArgumentOutOfRangeException>(() => FaissLibrary.Threads = -1);
        }
        finally
        {
            FaissLibrary.Threads = before;
        }
    }

    [Theory]
    [InlineData("Flat", FaissMetric.InnerProduct)]
    [InlineData("Flat", FaissMetric.L2)]
    [InlineData("IDMap2,Flat", FaissMetric.InnerProduct)]
    public void A_scan_divided_among_threads_finds_the_same(string kind, FaissMetric metric)
    {
        // Large enough to be divided (flat_scan.cpp), with a remainder after division by three.
        const int Count = 65_537 + 1;
        var before = FaissLibrary.Threads;
        var vectors = TestVectors.Create(Count, seed: 1);
        using var index = FaissIndex.Create(TestVectors.Dimension, kind, metric);
        var offset = kind == "Flat" ? 0 : 1000;
        if (offset == 0)
        {
            index.Add(vectors);
        }
        else
        {
            index.Add(vectors, [.. Enumerable.Range(offset, Count).Select(i => (long)i)]);
        }

        var filter = new FaissSearchOptions { Filter = FaissFilter.Range(offset + 40_000, offset + 40_004) };
        var query = vectors.AsSpan((Count - 1) * TestVectors.Dimension).ToArray();
        var (all, some) = (index.Search(query, 50), index.Search(query, 10, filter));
        try
        {
            FaissLibrary.Threads = 3;
            var (dividedAll, dividedSome) = (index.Search(query, 50), index.Search(query, 10, filter));

            Assert.Equal(offset + Count - 1, dividedAll.Ids[0]);
            Assert.Equal(all.Ids, dividedAll.Ids);
            Assert.Equal(all.Distances, dividedAll.Distances);
            Assert.Equal(4, dividedSome.IdsOf(0).Length);
            Assert.Equal(some.Ids, dividedSome.Ids);
            Assert.Equal(some.Distances, dividedSome.Distances);
        }
        finally
        {
            FaissLibrary.Threads = before;
        }
    }
}
