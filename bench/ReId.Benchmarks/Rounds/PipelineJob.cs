using ReId.Model.Embedding;

namespace ReId.Benchmarks.Rounds;

/// <summary>The whole way of a call: decode, resize, normalise, forward. Its peer is <see cref="EmbedJob"/>, the forward alone.</summary>
internal sealed class PipelineJob : IRoundJob
{
    private const int Different = 16;

    private readonly Embedder _embedder;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _images;
    private readonly int _call;

    /// <inheritdoc cref="EmbedJob(string, string, int, int, int)"/>
    public PipelineJob(string engine, string file, int batch, int images, int threads)
    {
        _embedder = Embedder.Open(ExportedModel.Options(engine, file, threads) with { BatchSize = batch });
        var pictures = Enumerable.Range(1, Different).Select(seed => (ReadOnlyMemory<byte>)CropPicture.Jpeg(seed)).ToList();
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
}
