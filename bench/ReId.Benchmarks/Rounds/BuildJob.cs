using ReId.Bindings.Faiss;

namespace ReId.Benchmarks.Rounds;

/// <summary>Trains and fills an index.</summary>
internal sealed class BuildJob : IRoundJob
{
    private readonly float[] _vectors;
    private readonly int _dimension;
    private readonly string _description;

    public BuildJob(string file, int rows, int dimension, string description, int threads)
    {
        FaissLibrary.Threads = threads;
        _vectors = VectorFile.Read(file, rows, dimension);
        (_dimension, _description) = (dimension, description);
    }

    public long? Run()
    {
        using var index = FaissIndex.Create(_dimension, _description);
        index.Train(_vectors);
        index.Add(_vectors);
        return index.Count;
    }

    public void Dispose()
    {
    }
}
