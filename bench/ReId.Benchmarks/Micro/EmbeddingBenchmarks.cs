using BenchmarkDotNet.Attributes;
using ReId.Model.Embedding;
using ReId.Model.Inference;

namespace ReId.Benchmarks.Micro;

/// <summary>Time for a batch of prepared pictures; images/s is the batch over it.</summary>
[InProcess]
public class EmbeddingBenchmarks
{
    private TorchFeatureExtractor _extractor = null!;
    private PixelBatch _pictures = null!;
    private float[] _features = null!;

    [Params("osnet_x0_25", "osnet_x1_0")]
    public string Architecture { get; set; } = "";

    [Params(1, 8, 32)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _extractor = new TorchFeatureExtractor(RandomModel.Create(Architecture));
        _pictures = RandomModel.Pictures(_extractor.Model, Batch);
        _features = new float[Batch * _extractor.Model.Dimension];
    }

    [GlobalCleanup]
    public void Close()
    {
        _extractor.Dispose();
        _pictures.Dispose();
    }

    [Benchmark]
    public void Extract() => _extractor.Extract(_pictures, _features);
}
