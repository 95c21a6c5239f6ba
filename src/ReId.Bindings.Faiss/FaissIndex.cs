using System.Runtime.InteropServices;
using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <summary>
/// A FAISS index. Searches and the reading of properties may run on many threads at once; adding, training, removing,
/// merging, emptying and setting a property must run alone, with no search under way: FAISS does not lock, and a
/// search during a change ends the process. Disposing waits for calls under way on other threads.
/// </summary>
public sealed unsafe partial class FaissIndex : IDisposable
{
    private readonly FaissIndexHandle _handle;
    private readonly FaissOperations _operations;

    private FaissIndex(IntPtr pointer)
    {
        _handle = FaissIndexHandle.Take(pointer);
        var info = Info();
        Dimension = info.Dimension;
        Metric = (FaissMetric)info.Metric;
        _operations = (FaissOperations)info.Operations;
        Kind = ReadKind();
    }

    /// <summary>Floats in a vector.</summary>
    public int Dimension { get; }

    /// <summary>How vectors are compared.</summary>
    public FaissMetric Metric { get; }

    /// <summary>The indexes inside each other, outermost first, e.g. <c>IDMap2,HNSWFlat</c>.</summary>
    public string Kind { get; }

    /// <summary>What this kind of index can do.</summary>
    public FaissOperations Operations => _operations;

    /// <summary>Vectors in the index.</summary>
    public long Count => Info().Count;

    /// <summary>Whether vectors can be added; an IVF or PQ index must be trained first.</summary>
    public bool IsTrained => Info().IsTrained != 0;

    /// <summary>Lists that an IVF index looks into for a query, 1 at first; 0 for other kinds. More finds more and takes longer.</summary>
    /// <exception cref="FaissException">The value is set on an index that is not IVF.</exception>
    public int NProbe
    {
        get => Info().NProbe;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            NativeError.Check(NativeMethods.reid_faiss_set_nprobe(_handle, value));
        }
    }

    /// <summary>Candidates that an HNSW index keeps during a search, 16 at first; 0 for other kinds.</summary>
    /// <exception cref="FaissException">The value is set on an index that is not HNSW.</exception>
    public int EfSearch
    {
        get => Info().EfSearch;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            NativeError.Check(NativeMethods.reid_faiss_set_ef_search(_handle, value));
        }
    }

    /// <summary>Creates an empty index.</summary>
    /// <param name="dimension">Floats in a vector, at least 1.</param>
    /// <param name="description">FAISS's factory string: <c>Flat</c>, <c>IDMap2,Flat</c>, <c>IVF256,Flat</c>, <c>IDMap2,HNSW32</c>, <c>IVF1024,PQ64</c>, …</param>
    /// <param name="metric">How vectors are compared.</param>
    /// <exception cref="FaissException">FAISS does not know the description, or it does not fit the dimension.</exception>
    public static FaissIndex Create(int dimension, string description, FaissMetric metric = FaissMetric.InnerProduct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        NativeError.Check(NativeMethods.reid_faiss_create(dimension, description, (int)metric, out var pointer));
        return new FaissIndex(pointer);
    }

    /// <summary>Whether this kind of index can do all of these.</summary>
    public bool Supports(FaissOperations operations) => (_operations & operations) == operations;

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private NativeInfo Info()
    {
        NativeError.Check(NativeMethods.reid_faiss_info(_handle, out var info));
        return info;
    }

    private string ReadKind()
    {
        const int Size = 256;
        var buffer = stackalloc byte[Size];
        NativeError.Check(NativeMethods.reid_faiss_kind(_handle, buffer, Size));
        return Marshal.PtrToStringUTF8((nint)buffer)!;
    }

    private void Require(FaissOperations operation)
    {
        if (!Supports(operation))
        {
            throw new FaissUnsupportedException(Kind, operation);
        }
    }

    /// <summary>How many vectors the span holds.</summary>
    private int Rows(ReadOnlySpan<float> vectors, string parameter)
    {
        var (rows, rest) = Math.DivRem(vectors.Length, Dimension);
        return rest == 0
            ? rows
            : throw new ArgumentException($"{vectors.Length} floats are no whole number of vectors of {Dimension} floats.", parameter);
    }
}
