using BenchmarkDotNet.Attributes;
using ReId.Bindings.Faiss;

namespace ReId.Benchmarks.Micro;

/// <summary>One query against all vectors, 512 floats each.</summary>
[InProcess]
public class FlatSearchBenchmarks
{
    private const int Dimension = 512;
    private readonly float[] _distances = new float[10];
    private readonly long[] _ids = new long[10];
    private FaissIndex _index = null!;
    private float[] _query = null!;

    [Params(1_000, 10_000, 100_000)]
    public int Vectors { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var random = new Random(1);
        var vectors = new float[Vectors * Dimension];
        foreach (ref var value in vectors.AsSpan())
        {
            value = random.NextSingle() - 0.5f;
        }

        _index = FaissIndex.Create(Dimension, "Flat");
        _index.Add(vectors);
        _query = vectors[..Dimension];
    }

    [GlobalCleanup]
    public void Close() => _index.Dispose();

    [Benchmark]
    public void Search() => _index.Search(_query, 10, _distances, _ids);
}
