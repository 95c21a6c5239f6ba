using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ReId.Contracts;

namespace ReId.Model.Files;

/// <summary>An array of a NumPy .npy file: float32, float64 or int64, little-endian, C or Fortran order.</summary>
public sealed class NpyArray
{
    private readonly ReadOnlyMemory<byte> _data;

    private NpyArray(long[] shape, string descr, ReadOnlyMemory<byte> data)
    {
        Shape = shape;
        Descr = descr;
        _data = data;
    }

    /// <summary>Sizes of the dimensions.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The element type as numpy writes it, e.g. <c>&lt;f4</c>.</summary>
    internal string Descr { get; }

    /// <summary>Whether the elements are float32 or float64.</summary>
    internal bool IsFloating => Descr is "<f4" or "<f8";

    /// <summary>Reads a file.</summary>
    /// <param name="path">A .npy file of version 1, 2 or 3.</param>
    /// <exception cref="ReIdException">Missing, no .npy file, cut off, or of another element type; says which.</exception>
    public static NpyArray Load(string path) => Parse(FileBytes.Read(path), path);

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">What errors call it.</param>
    /// <exception cref="ReIdException">As <see cref="Load"/>.</exception>
    internal static NpyArray Parse(byte[] bytes, string path)
    {
        if (bytes.Length < NpyHeader.PrefixLength + 2 || !bytes.AsSpan().StartsWith(NpyHeader.Magic) || bytes[6] is 0 or > 3)
        {
            throw new ReIdException($"{path} is no .npy file");
        }

        var prefix = bytes[6] == 1 ? NpyHeader.PrefixLength : NpyHeader.PrefixLength + 2;
        var length = bytes[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8))
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        if (length > bytes.Length - prefix
            || !NpyHeader.TryParse(bytes.AsSpan(prefix, (int)length), out var descr, out var shape, out var fortran))
        {
            throw new ReIdException($"{path} has a damaged .npy header");
        }

        var width = descr switch
        {
            "<f4" => sizeof(float),
            "<f8" or "<i8" => sizeof(double),
            _ => throw new ReIdException($"{path} holds elements of type {NpyHeader.TypeName(descr)}; float32, float64 and int64 are read"),
        };
        var count = shape.Aggregate((Int128)1, (product, size) => product * size > long.MaxValue ? long.MaxValue : product * size);
        var data = bytes.AsMemory(prefix + (int)length);
        return count * width == data.Length
            ? new NpyArray(shape, descr, fortran && shape.Length > 1 ? FortranOrder.ToC(data.Span, shape, width) : data)
            : throw new ReIdException($"{path} has {data.Length} bytes of data where its header announces {count * width}");
    }

    /// <summary>The elements as float32, C order; float64 is rounded.</summary>
    /// <exception cref="InvalidOperationException">The file holds whole numbers.</exception>
    public float[] ToSingles() => Descr switch
    {
        "<f4" => MemoryMarshal.Cast<byte, float>(_data.Span).ToArray(),
        "<f8" => Array.ConvertAll(ToDoubles(), v => (float)v),
        _ => throw new InvalidOperationException("the array holds whole numbers"),
    };

    /// <summary>The elements as float64, C order.</summary>
    /// <exception cref="InvalidOperationException">The file holds whole numbers.</exception>
    public double[] ToDoubles() => Descr switch
    {
        "<f8" => MemoryMarshal.Cast<byte, double>(_data.Span).ToArray(),
        "<f4" => Array.ConvertAll(ToSingles(), v => (double)v),
        _ => throw new InvalidOperationException("the array holds whole numbers"),
    };

    /// <summary>The elements as int64, C order.</summary>
    /// <exception cref="InvalidOperationException">The file holds floating-point numbers.</exception>
    public long[] ToInt64s() => Descr == "<i8"
        ? MemoryMarshal.Cast<byte, long>(_data.Span).ToArray()
        : throw new InvalidOperationException("the array holds floating-point numbers");
}
