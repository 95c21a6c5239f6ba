namespace ReId.Model.Weights;

/// <summary>One tensor of a model file: plain bytes in C order, independent of any engine.</summary>
public sealed class NamedTensor
{
    /// <summary>Creates a tensor over bytes that nobody changes afterwards.</summary>
    /// <param name="name">State-dict key, e.g. <c>conv1.conv.weight</c>.</param>
    /// <param name="shape">Sizes of the dimensions; empty for a scalar.</param>
    /// <param name="type">Element type.</param>
    /// <param name="data">Elements, little-endian, C order (last dimension fastest), without gaps.</param>
    /// <exception cref="ArgumentException">The bytes do not fill the shape exactly.</exception>
    public NamedTensor(string name, long[] shape, TensorType type, ReadOnlyMemory<byte> data)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (!TensorShape.TryCountBytes(shape, type, out var bytes) || bytes != data.Length)
        {
            throw new ArgumentException(
                $"tensor {name}: {data.Length} bytes do not fill shape {TensorShape.Format(shape)} of {type.Name()}",
                nameof(data));
        }

        Name = name;
        Shape = shape;
        Type = type;
        Data = data;
    }

    /// <summary>State-dict key.</summary>
    public string Name { get; }

    /// <summary>Sizes of the dimensions; empty for a scalar.</summary>
    public long[] Shape { get; }

    /// <summary>Element type.</summary>
    public TensorType Type { get; }

    /// <summary>Elements, little-endian, C order.</summary>
    public ReadOnlyMemory<byte> Data { get; }
}
