using System.Runtime.InteropServices;

namespace ReId.Benchmarks.Rounds;

/// <summary>Raw float32 rows that both sides read.</summary>
internal static class VectorFile
{
    public static float[] Read(string path, int rows, int dimension)
    {
        var values = new float[rows * dimension];
        using var file = File.OpenRead(path);
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
