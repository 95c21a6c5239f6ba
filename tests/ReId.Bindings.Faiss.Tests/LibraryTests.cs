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
}
