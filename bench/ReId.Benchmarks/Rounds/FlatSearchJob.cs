using ReId.Bindings.Faiss;

namespace ReId.Benchmarks.Rounds;

/// <summary>Exact search by inner product: the first vectors of the file are the queries, so each finds itself.</summary>
internal sealed class FlatSearchJob : IRoundJob
{
    private const int K = 10;
    private readonly FaissIndex _index;
    private readonly float[] _vectors;
    private readonly int _perCall;
    private readonly int _calls;

    public FlatSearchJob(string file, int rows, int dimension, int perCall, int calls, int threads)
    {
        FaissLibrary.Threads = threads;
        _vectors = VectorFile.Read(file, rows, dimension);
        _index = FaissIndex.Create(dimension, "Flat");
        _index.Add(_vectors);
        (_perCall, _calls) = (perCall, calls);
    }

    public long? Run()
    {
        var width = _perCall * _index.Dimension;
        var check = 0L;
        for (var i = 0; i < _calls; i++)
        {
            var found = _index.Search(_vectors.AsSpan(i * width, width), K);
            for (var q = 0; q < _perCall; q++)
            {
                check += found.Ids[q * K];
            }
        }

        return check;
    }

    public void Dispose() => _index.Dispose();
}
