using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Embedding;

public sealed class EmbedderTests
{
    private readonly MeanColourExtractor _extractor = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Order_is_kept_over_many_batches_and_a_bad_picture_spoils_only_itself()
    {
        using var embedder = Open(new EmbedderOptions { Weights = "mean", BatchSize = 4 });
        var images = Enumerable.Range(0, 11)
            .Select(i => new ReadOnlyMemory<byte>(i == 5 ? [1, 2, 3] : Pictures.Plain(20 * i, 1, 2)))
            .ToList();

        var batch = embedder.Embed(images, normalise: false, Token);

        Assert.Equal(11, batch.Count);
        Assert.Equal([4, 4, 3], _extractor.Batches);
        for (var i = 0; i < images.Count; i++)
        {
            Assert.Equal(i != 5, batch.Succeeded(i));
            if (i != 5)
            {
                Assert.Equal([20f * i, 1, 2, 20f * i], batch.Vector(i).ToArray());
            }
        }

        Assert.Equal("is no JPEG, PNG, WebP or BMP picture", batch.Error(5));
        Assert.Throws<InvalidOperationException>(() => batch.Vector(5));
    }

    [Fact]
    public void Vectors_have_length_one_and_a_black_picture_stays_zero()
    {
        using var embedder = Open(new EmbedderOptions { Weights = "mean" });

        var batch = embedder.Embed([Pictures.Plain(3, 4, 0), Pictures.Plain(0, 0, 0)], true, Token);

        Assert.Equal(1, batch.Vector(0).ToArray().Sum(v => v * v), 1e-6f);
        Assert.Equal([0, 0, 0, 0], batch.Vector(1).ToArray());
    }

    [Fact]
    public void Flip_averaging_is_the_mean_over_the_mirror_image()
    {
        using var embedder = Open(new EmbedderOptions { Weights = "mean", FlipAverage = true });

        var vector = embedder.Embed([Pictures.LeftBlackRightWhite(".png")], normalise: false, Token).Vector(0).ToArray();

        Assert.Equal(127.5f, vector[0], 1f);
        Assert.Equal(vector[0], vector[3], 1f);
    }

    [Fact]
    public void Both_halves_of_a_flip_average_count_the_same()
    {
        using var embedder = Open(new EmbedderOptions { Weights = "mean", FlipAverage = true });
        float[][] halves = [[300, 0, 0, 0], [0, 4, 0, 0]];
        var call = 0;
        _extractor.Answer = () => halves[call++];

        var vector = embedder.Embed([Pictures.Plain(1, 1, 1)], true, Token).Vector(0).ToArray();

        Assert.Equal([MathF.Sqrt(0.5f), MathF.Sqrt(0.5f), 0, 0], vector, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void No_pictures_give_no_vectors()
    {
        using var embedder = Open(new EmbedderOptions { Weights = "mean" });

        Assert.Equal(0, embedder.Embed([], true, Token).Count);
        Assert.Empty(_extractor.Batches);
    }

    [Fact]
    public async Task Threads_take_turns()
    {
        var inside = 0;
        _extractor.OnExtract = () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        };
        using var embedder = Open(new EmbedderOptions { Weights = "mean", BatchSize = 2 });

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            embedder.Embed([.. Enumerable.Repeat(new ReadOnlyMemory<byte>(Pictures.Plain(10 * i, 0, 0)), 5)], normalise: false, Token), Token)));

        for (var i = 0; i < results.Length; i++)
        {
            Assert.All(Enumerable.Range(0, 5), p => Assert.Equal(10f * i, results[i].Vector(p).Span[0]));
        }
    }

    [Fact]
    public void Cancelling_stops_between_batches()
    {
        using var source = new CancellationTokenSource();
        _extractor.OnExtract = source.Cancel;
        using var embedder = Open(new EmbedderOptions { Weights = "mean", BatchSize = 1 });

        Assert.ThrowsAny<OperationCanceledException>(() =>
            embedder.Embed([Pictures.Plain(1, 1, 1), Pictures.Plain(1, 1, 1), Pictures.Plain(1, 1, 1)], true, source.Token));
        Assert.Equal([1], _extractor.Batches);

        _extractor.OnExtract = () => { };
        Assert.True(embedder.Embed([Pictures.Plain(1, 1, 1)], true, Token).Succeeded(0));
    }

    [Fact]
    public void A_failing_network_leaves_the_embedder_usable()
    {
        using var embedder = Open(new EmbedderOptions { Weights = "mean", BatchSize = 1 });
        _extractor.OnExtract = () => throw new InvalidOperationException("no memory");

        Assert.Throws<InvalidOperationException>(() => embedder.Embed([Pictures.Plain(1, 1, 1), Pictures.Plain(1, 1, 1)], true, Token));

        _extractor.OnExtract = () => { };
        Assert.True(embedder.Embed([Pictures.Plain(1, 1, 1)], true, Token).Succeeded(0));
    }

    [Fact]
    public void Disposing_frees_the_model()
    {
        Open(new EmbedderOptions { Weights = "mean" }).Dispose();

        Assert.True(_extractor.Disposed);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        var batch = Assert.Throws<ReIdException>(() => Open(new EmbedderOptions { Weights = "mean", BatchSize = 0 }));
        var threads = Assert.Throws<ReIdException>(() => Open(new EmbedderOptions { Weights = "mean", Threads = -1 }));
        var weights = Assert.Throws<ReIdException>(() => Open(new EmbedderOptions { Weights = "nothing" }));

        Assert.Equal("the batch size 0 is not from 1 to 1024", batch.Message);
        Assert.Contains("thread count -1", threads.Message, StringComparison.Ordinal);
        Assert.Equal("--weights nothing is unknown; possible are 'mean'", weights.Message);
    }

    private Embedder Open(EmbedderOptions options) => Embedder.Open(options, new FeatureExtractorRegistry(_extractor));
}
