using System.Buffers.Binary;

namespace ReId.Index.Storage;

/// <summary>
/// Vectors as they are stored: unit length, little-endian float16. See docs/decisions/0050 for the error that this
/// costs.
/// </summary>
internal static class HalfVector
{
    /// <summary>The vector scaled to length 1, or the reason why it has none.</summary>
    public static float[]? Normalise(ReadOnlySpan<float> vector, out string? problem)
    {
        double sum = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i]))
            {
                problem = $"component {i} is {(float.IsNaN(vector[i]) ? "not a number" : "infinite")}";
                return null;
            }

            sum += (double)vector[i] * vector[i];
        }

        if (sum == 0)
        {
            problem = vector.Length == 0 ? "it is empty" : "all components are zero, so it has no direction";
            return null;
        }

        var length = Math.Sqrt(sum);
        var unit = new float[vector.Length];
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(vector[i] / length);
        }

        problem = null;
        return unit;
    }

    public static byte[] Encode(ReadOnlySpan<float> unit)
    {
        var data = new byte[2 * unit.Length];
        for (var i = 0; i < unit.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(2 * i), (Half)unit[i]);
        }

        return data;
    }

    /// <summary>Decodes and scales to length 1 again, so that a vector's product with itself is 1.</summary>
    public static float[] Decode(ReadOnlySpan<byte> data)
    {
        var vector = new float[data.Length / 2];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(data[(2 * i)..]);
        }

        return Normalise(vector, out var problem)
            ?? throw new InvalidDataException($"a stored vector is damaged: {problem}");
    }
}
