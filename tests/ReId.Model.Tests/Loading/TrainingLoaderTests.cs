using ReId.Contracts;
using ReId.Model.Augmentation;
using ReId.Model.Datasets;
using ReId.Model.Embedding;
using ReId.Model.Loading;
using ReId.Model.Tests.Support;
using ReId.Testing;

namespace ReId.Model.Tests.Loading;

public sealed class TrainingLoaderTests : IDisposable
{
    private static readonly ModelInfo s_model = new() { Architecture = "any", Dimension = 1, InputHeight = 16, InputWidth = 8 };
    private static readonly int[][] s_batches = [[0, 3, 1], [2, 2], [4, 0]];

    private readonly TemporaryFolder _folder = new();
    private readonly List<DataSetImage> _images = [];

    public TrainingLoaderTests()
    {
        for (var i = 0; i < 5; i++)
        {
            // Different sizes are fine: all are resized.
            var path = _folder.File($"{i}.png");
            File.WriteAllBytes(path, Pictures.Plain(40 * i, 10, 200, height: 20 + i, width: 10 + (3 * i)));
            _images.Add(new DataSetImage(path, $"p{i}", null));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Batches_come_in_order_normalised_and_with_labels()
    {
        var batches = Load(new LoaderOptions(), augmented: false);

        Assert.Equal(s_batches, batches.Select(batch => batch.Positions));
        Assert.Equal([[0L, 6, 2], [4, 4], [8, 0]], batches.Select(batch => batch.Labels));
        var red = batches[0].Pixels[1 * 3 * 128];
        Assert.Equal(((120 / 255f) - 0.485f) / 0.229f, red, 1e-5f);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(8, 3, 1L << 20)]
    [InlineData(3, 1, 1000)]
    public void Threads_prefetching_and_memory_change_nothing(int workers, int prefetch, long cache)
    {
        var options = new LoaderOptions { Workers = workers, Prefetch = prefetch, CacheBytes = cache };

        Assert.Equal(Load(new LoaderOptions(), augmented: true).Select(b => b.Pixels), Load(options, augmented: true).Select(b => b.Pixels));
    }

    [Fact]
    public void A_resumed_epoch_gives_the_same_pixels()
    {
        var whole = Load(new LoaderOptions(), augmented: true);
        var rest = Load(new LoaderOptions(), augmented: true, skip: 1);

        Assert.Equal(whole[1..].Select(b => b.Pixels), rest.Select(b => b.Pixels));
    }

    [Fact]
    public void A_corrupt_picture_is_named_or_left_out()
    {
        File.WriteAllText(_images[3].Path, "no picture");

        var error = Assert.Throws<ReIdException>(() => Load(new LoaderOptions(), augmented: false));
        var rest = Load(new LoaderOptions { SkipCorrupt = true }, augmented: false);

        Assert.StartsWith(_images[3].Path, error.Message, StringComparison.Ordinal);
        Assert.Equal([[0, 1], [2, 2], [4, 0]], rest.Select(batch => batch.Positions));
    }

    [Fact]
    public void Cancelling_ends_between_batches()
    {
        using var source = new CancellationTokenSource();
        using var loader = Loader(new LoaderOptions());
        var count = 0;

        foreach (var batch in loader.Load(s_batches, 0, augmented: true, skip: 0, source.Token))
        {
            batch.Dispose();
            count++;
            source.Cancel();
        }

        Assert.Equal(1, count);
        Assert.True(loader.Waited >= TimeSpan.Zero);
    }

    private TrainingLoader Loader(LoaderOptions options) => new(
        _images, [0, 2, 4, 6, 8],
        AugmentationPipeline.Create([("colour_jitter", new Dictionary<string, string> { ["probability"] = "1" }), ("pad_crop", new Dictionary<string, string> { ["pixels"] = "3" })], 5),
        s_model, options);

    private List<(int[] Positions, long[] Labels, float[] Pixels)> Load(LoaderOptions options, bool augmented, int skip = 0)
    {
        using var loader = Loader(options);
        var result = new List<(int[], long[], float[])>();
        foreach (var batch in loader.Load(s_batches, 7, augmented, skip, CancellationToken.None))
        {
            using (batch)
            {
                result.Add((batch.Positions, batch.Labels, batch.Pixels[..(batch.Count * 3 * 128)]));
            }
        }

        return result;
    }
}
