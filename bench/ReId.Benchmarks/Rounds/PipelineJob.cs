using OpenCvSharp;
using ReId.Model.Embedding;

namespace ReId.Benchmarks.Rounds;

/// <summary>The whole way of a call: decode, resize, normalise, forward. Its peer is <see cref="EmbedJob"/>, the forward alone.</summary>
internal sealed class PipelineJob : IRoundJob
{
    // A person cut out of 1080p footage: some 6 kB of JPEG.
    private const int Height = 320;
    private const int Width = 128;
    private const int Different = 16;

    private readonly Embedder _embedder;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _images;
    private readonly int _call;

    /// <inheritdoc cref="EmbedJob(string, string, int, int, int)"/>
    public PipelineJob(string engine, string file, int batch, int images, int threads)
    {
        _embedder = Embedder.Open(ExportedModel.Options(engine, file, threads) with { BatchSize = batch });
        var pictures = Enumerable.Range(1, Different).Select(Picture).ToList();
        _images = [.. Enumerable.Range(0, images).Select(i => pictures[i % Different])];
        // A single picture comes alone; batches come as a stream of them.
        _call = batch == 1 ? 1 : images;
    }

    public long? Run()
    {
        for (var i = 0; i < _images.Count; i += _call)
        {
            _embedder.Embed(_call == _images.Count ? _images : [_images[i]]);
        }

        return null;
    }

    public void Dispose() => _embedder.Dispose();

    // Soft shapes with a little noise: as long to decode as a photograph.
    private static ReadOnlyMemory<byte> Picture(int seed)
    {
        var random = new Random(seed);
        using var picture = new Mat(Height, Width, MatType.CV_8UC3);
        unsafe
        {
            var pixels = new Span<byte>((void*)picture.Data, Height * Width * PixelBatch.Channels);
            var (a, b, c) = (random.Next(256), random.Next(256), random.Next(5, 20));
            for (var i = 0; i < pixels.Length; i++)
            {
                var (row, column) = (i / (Width * PixelBatch.Channels), i / PixelBatch.Channels % Width);
                var body = Math.Abs(column - (Width / 2)) < 30 && row > 30 ? a : b;
                pixels[i] = (byte)Math.Clamp(body + (20 * Math.Sin(row / (double)c)) + random.Next(-6, 7), 0, 255);
            }
        }

        return picture.ImEncode(".jpg");
    }
}
