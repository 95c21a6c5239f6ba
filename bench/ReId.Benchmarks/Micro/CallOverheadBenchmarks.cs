using BenchmarkDotNet.Attributes;
using OpenCvSharp;
using ReId.Bindings.Faiss;
using TorchSharp;

namespace ReId.Benchmarks.Micro;

/// <summary>What the way from C# into each engine and back costs, by the cheapest call that each has.</summary>
[InProcess]
[MemoryDiagnoser]
public class CallOverheadBenchmarks
{
    private torch.Tensor _left = null!;
    private torch.Tensor _right = null!;
    private Mat _picture = null!;
    private FaissIndex _index = null!;

    [GlobalSetup]
    public void Open()
    {
        _left = torch.ones([4]);
        _right = torch.ones([4]);
        _picture = new Mat(4, 4, MatType.CV_8UC3);
        _index = FaissIndex.Create(8, "Flat");
    }

    [GlobalCleanup]
    public void Close()
    {
        _left.Dispose();
        _right.Dispose();
        _picture.Dispose();
        _index.Dispose();
    }

    /// <summary>A boxed call through the ATen dispatcher that makes a new tensor of four floats.</summary>
    [Benchmark]
    public void TorchAdd() => _left.add(_right).Dispose();

    [Benchmark]
    public int OpenCvRows() => _picture.Rows;

    [Benchmark]
    public long FaissCount() => _index.Count;
}
