using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ReId.Model.Weights.Checkpoints;

namespace ReId.Model.Weights;

/// <summary>Brings the tensors of a checkpoint to the types that models are kept in: float32 and int64.</summary>
internal static class WeightConversion
{
    public static NamedTensor ToModel(CheckpointEntry entry)
    {
        var bytes = entry.Read();
        var values = ToSingles(bytes, entry.Type);
        if (values is null)
        {
            return new NamedTensor(entry.Name, entry.Shape, entry.Type, bytes);
        }

        if (values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            throw new WeightsFormatException($"tensor {entry.Name} holds a value that is not finite");
        }

        var data = new byte[sizeof(float) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(sizeof(float) * i), values[i]);
        }

        return new NamedTensor(entry.Name, entry.Shape, TensorType.F32, data);
    }

    // Null for whole numbers, which stay as they are. Casts assume a little-endian machine, like every libtorch build.
    private static float[]? ToSingles(byte[] bytes, TensorType type) => type switch
    {
        TensorType.F32 => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        TensorType.F64 => Convert<double>(bytes, v => (float)v),
        TensorType.F16 => Convert<Half>(bytes, v => (float)v),
        TensorType.BF16 => Convert<ushort>(bytes, v => BitConverter.UInt32BitsToSingle((uint)v << 16)),
        _ => null,
    };

    private static float[] Convert<T>(byte[] bytes, Func<T, float> convert)
        where T : unmanaged
    {
        var source = MemoryMarshal.Cast<byte, T>(bytes);
        var result = new float[source.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = convert(source[i]);
        }

        return result;
    }
}
