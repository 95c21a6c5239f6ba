using ReId.Model.Embedding;

namespace ReId.Benchmarks.Rounds;

/// <summary>Features of prepared pictures (bytes in, features out), batch after batch.</summary>
internal sealed class EmbedJob : IRoundJob
{
    private readonly IFeatureExtractor _extractor;
    private readonly PixelBatch _pictures;
    private readonly float[] _features;
    private readonly int _batches;

    /// <param name="engine">Name of the engine.</param>
    /// <param name="file">Path of the exported model without its ending.</param>
    /// <param name="batch">Pictures of a call.</param>
    /// <param name="images">Pictures of a round.</param>
    /// <param name="threads">Threads of a call.</param>
    public EmbedJob(string engine, string file, int batch, int images, int threads)
    {
        _extractor = FeatureExtractorRegistry.Default.Open(ExportedModel.Options(engine, file, threads));
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
