using ReId.Model.Embedding;
using ReId.Model.Inference;

namespace ReId.Benchmarks.Rounds;

/// <summary>Features of prepared pictures (bytes in, features out), batch after batch.</summary>
internal sealed class EmbedJob : IRoundJob
{
    private readonly TorchFeatureExtractor _extractor;
    private readonly PixelBatch _pictures;
    private readonly float[] _features;
    private readonly int _batches;

    public EmbedJob(string architecture, int batch, int images, int threads)
    {
        var model = RandomModel.Create(architecture);
        _extractor = new TorchFeatureExtractor(model, "cpu", threads);
        _pictures = RandomModel.Pictures(_extractor.Model, batch);
        _features = new float[batch * _extractor.Model.Dimension];
        _batches = images / batch;
    }

    public long? Run()
    {
        for (var i = 0; i < _batches; i++)
        {
            _extractor.Extract(_pictures, _features);
        }

        return null;
    }

    public void Dispose()
    {
        _extractor.Dispose();
        _pictures.Dispose();
    }
}
