using System.Runtime.InteropServices;

namespace ReId.Index.Segments.Vectors;

/// <summary>
/// Vectors as the database keeps them: float16, each with the factor that makes its length 1. In memory, or in a file
/// that is paged in. Shared by counting: what is released by its last holder is gone.
/// </summary>
internal sealed unsafe class HalfRows
{
    private const int Alignment = 64;

    private readonly ushort* _data;
    private readonly float* _scales;
    private readonly Action _free;
    private int _holders = 1;

    /// <param name="data">Row by row.</param>
    /// <param name="scales">One a row.</param>
    /// <param name="dimension">Components of a row.</param>
    /// <param name="capacity">Rows that there is room for.</param>
    /// <param name="free">Gives the memory back.</param>
    public HalfRows(ushort* data, float* scales, int dimension, int capacity, Action free)
    {
        _data = data;
        _scales = scales;
        _free = free;
        (Dimension, Capacity) = (dimension, capacity);
    }

    public int Dimension { get; }

    public int Capacity { get; }

    /// <summary>Room in memory; the system provides it as it is written.</summary>
    public static HalfRows Allocate(int dimension, int capacity)
    {
        var rows = (nuint)capacity * (nuint)dimension * sizeof(ushort);
        var data = (byte*)NativeMemory.AlignedAlloc(rows + ((nuint)capacity * sizeof(float)) + Alignment, Alignment);
        // The scales come first: they stay aligned for any dimension.
        return new HalfRows(
            (ushort*)(data + ((nuint)capacity * sizeof(float))), (float*)data, dimension, capacity,
            () => NativeMemory.AlignedFree(data));
    }

    /// <summary>A row's bytes, little-endian float16.</summary>
    public ReadOnlySpan<byte> Bytes(int row) => new(_data + ((long)row * Dimension), 2 * Dimension);

    public float Scale(int row) => _scales[row];

    /// <summary>Writes a row; nobody may read it yet.</summary>
    public void Set(int row, ReadOnlySpan<byte> half)
    {
        if (half.Length != 2 * Dimension)
        {
            throw new InvalidDataException($"a vector has {half.Length / 2} components instead of {Dimension}");
        }

        half.CopyTo(new Span<byte>(_data + ((long)row * Dimension), half.Length));
        double sum = 0;
        foreach (var value in MemoryMarshal.Cast<byte, Half>(half))
        {
            sum += (double)value * (double)value;
        }

        _scales[row] = sum > 0 ? (float)(1 / Math.Sqrt(sum)) : 0;
    }

    /// <summary>The unit vector of a row.</summary>
    public void Decode(int row, Span<float> unit)
    {
        var half = new ReadOnlySpan<Half>(_data + ((long)row * Dimension), Dimension);
        var scale = _scales[row];
        for (var i = 0; i < half.Length; i++)
        {
            unit[i] = (float)half[i] * scale;
        }
    }

    /// <summary>Cosine of a query (<see cref="HalfDot.Prepare"/>) and a row.</summary>
    public float Score(float* prepared, int row) =>
        HalfDot.Of(prepared, _data + ((long)row * Dimension), Dimension) * _scales[row];

    /// <summary>One holder more; only for who holds it already.</summary>
    public HalfRows Share()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _free();
        }
    }
}
