using System.Runtime.InteropServices;
using ReId.Contracts;

namespace ReId.Model.Files;

/// <summary>Writes float64 arrays as .npy 1.0 (little-endian, C order).</summary>
public static class NpyDoubles
{
    /// <summary>Writes a file; it appears under its name only when it is complete.</summary>
    /// <param name="path">Target.</param>
    /// <param name="values">The elements, C order.</param>
    /// <param name="shape">Sizes of the dimensions; their product is the number of elements.</param>
    /// <exception cref="ReIdException">The file cannot be written.</exception>
    public static void Write(string path, double[] values, ReadOnlySpan<long> shape)
    {
        var header = NpyHeader.Write("<f8", shape);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        });
    }
}
