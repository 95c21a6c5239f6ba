using Microsoft.Extensions.Logging.Abstractions;
using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Embedding.Consumers;

/// <summary>How batches follow the load.</summary>
public sealed class CropBatcherTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly MeanColourExtractor _extractor = new();
    private readonly CropBatcher _batcher;

    public CropBatcherTests() => _batcher = new CropBatcher(
        Embedder.Open(new EmbedderOptions { Weights = "mean" }, new FeatureExtractorRegistry(_extractor)), NullLogger<CropBatcher>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_while_the_device_computes_makes_the_next_batches()
    {
        using var first = new ManualResetEventSlim();
        using var computing = new ManualResetEventSlim();
        _extractor.OnExtract = () =>
        {
            computing.Set();
            Assert.True(first.Wait(s_patience));
        };

        // Nobody else is there: it does not wait for company.
        var alone = EmbedAsync(0);
        Assert.True(computing.Wait(s_patience, Token));
        var later = Enumerable.Range(1, CropBatcher.MostPictures + 8).Select(EmbedAsync).ToList();
        first.Set();

        var results = await Task.WhenAll([alone, .. later]).WaitAsync(s_patience, Token);

        Assert.Equal([1, CropBatcher.MostPictures, 8], _extractor.Batches);
        Assert.Equal(later.Count + 1, results.Select(result => result.Vector.Span[0]).Distinct().Count());
        Assert.All(results, result => Assert.Null(result.Error));
    }

    [Fact]
    public async Task A_batch_that_fails_is_tried_one_by_one_and_only_the_guilty_fail()
    {
        using var first = new ManualResetEventSlim();
        using var computing = new ManualResetEventSlim();
        var calls = 0;
        _extractor.OnExtract = () =>
        {
            computing.Set();
            Assert.True(first.Wait(s_patience));

            // The second call is the batch of three, the fourth the second of the three alone.
            if (Interlocked.Increment(ref calls) is 2 or 4)
            {
                throw new ReIdException("The device is out of memory.");
            }
        };
        var alone = EmbedAsync(0);
        Assert.True(computing.Wait(s_patience, Token));
        var later = Enumerable.Range(1, 3).Select(EmbedAsync).ToList();
        first.Set();

        await alone.WaitAsync(s_patience, Token);
        await Task.WhenAny(Task.WhenAll(later)).WaitAsync(s_patience, Token);

        Assert.Equal(1, later.Count(task => task.IsFaulted));
        Assert.Equal(2, later.Count(task => task.IsCompletedSuccessfully));
        Assert.Null((await EmbedAsync(9).WaitAsync(s_patience, Token)).Error);
    }

    [Fact]
    public async Task A_picture_that_does_not_decode_says_so_and_its_neighbours_have_vectors()
    {
        var bad = _batcher.EmbedAsync(new byte[] { 1, 2, 3 }, Token);
        var good = EmbedAsync(1);

        Assert.Contains("is no JPEG", (await bad.WaitAsync(s_patience, Token)).Error, StringComparison.Ordinal);
        Assert.Null((await good.WaitAsync(s_patience, Token)).Error);
    }

    private Task<(ReadOnlyMemory<float> Vector, string? Error)> EmbedAsync(int picture) =>
        _batcher.EmbedAsync(Pictures.Plain((byte)(5 * picture), 10, 10), Token);
}
