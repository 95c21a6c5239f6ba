using System.Buffers.Binary;

namespace ReId.Contracts;

/// <summary>An embedding as it crosses a process boundary: little-endian float32, with its dimension and model id.</summary>
public sealed record VectorPayload
{
    /// <summary>Content-derived id of the model that made the vector; vectors of different models never mix.</summary>
    public required string ModelId { get; init; }

    /// <summary>Number of components.</summary>
    public required int Dimension { get; init; }

    /// <summary>4 × <see cref="Dimension"/> bytes, little-endian float32.</summary>
    public required byte[] Data { get; init; }

    /// <summary>Packs a vector.</summary>
    /// <param name="modelId">Id of the model that made it.</param>
    /// <param name="vector">The components.</param>
    public static VectorPayload Pack(string modelId, ReadOnlySpan<float> vector)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        var data = new byte[sizeof(float) * vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(sizeof(float) * i), vector[i]);
        }

        return new VectorPayload { ModelId = modelId, Dimension = vector.Length, Data = data };
    }

    /// <summary>Unpacks the vector.</summary>
    /// <exception cref="FormatException">The bytes do not match the dimension.</exception>
    public float[] Unpack()
    {
        if (Dimension <= 0 || Data.Length != sizeof(float) * (long)Dimension)
        {
            throw new FormatException(
                $"a vector of dimension {Dimension} needs {sizeof(float) * (long)Dimension} bytes, not {Data.Length}");
        }

        var vector = new float[Dimension];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(Data.AsSpan(sizeof(float) * i));
        }

        return vector;
    }
}
