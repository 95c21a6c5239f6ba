using ReId.Bindings.Faiss;
using ReId.Index.Segments.Searching;

namespace ReId.Index.Tests.Segments.Searching;

public sealed class SearchThreadsTests
{
    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(8, 2, 4)]
    [InlineData(12, 3, 4)]
    [InlineData(64, 4, 16)]
    public void Searches_share_the_cores(int cores, int threads, int each)
    {
        Assert.Equal(threads, SearchThreads.CountFor(cores));
        Assert.Equal(each, SearchThreads.FaissThreads(cores, threads));
    }

    [Fact]
    public async Task A_search_thread_has_its_share_and_takes_nothing_from_others()
    {
        var everywhere = FaissLibrary.Threads;
        using var threads = new SearchThreads(Environment.ProcessorCount + 1);

        var here = await threads.RunAsync(
            () => FaissLibrary.ThreadsOfThisThread, TestContext.Current.CancellationToken);

        Assert.Equal(1, here);
        Assert.Equal(everywhere, FaissLibrary.Threads);
    }
}
