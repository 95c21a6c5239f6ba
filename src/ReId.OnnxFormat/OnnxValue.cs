using ReId.OnnxFormat.Wire;

namespace ReId.OnnxFormat;

/// <summary>Name and shape of an input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lengths">Lengths of its dimensions; 0 for one that the graph leaves open.</param>
internal sealed record OnnxValue(string Name, int[] Lengths)
{
    /// <exception cref="InvalidDataException">The bytes are no value's.</exception>
    public static OnnxValue Read(ReadOnlyMemory<byte> value)
    {
        var name = "";
        var type = default(ReadOnlyMemory<byte>);
        var reader = new ProtoReader(value);
        while (reader.Next())
        {
            name = reader.Field == OnnxFields.Value.Name ? reader.Text : name;
            type = reader.Field == OnnxFields.Value.Type ? reader.Bytes : type;
        }

        return new OnnxValue(name, [.. Shape(Child(Child(type, OnnxFields.Value.TensorType), OnnxFields.Value.Shape))]);
    }

    /// <summary>The shape, for people: <c>?×3×256×128</c>.</summary>
    public string Shape() => string.Join('×', Lengths.Select(length => length > 0 ? $"{length}" : "?"));

    /// <inheritdoc/>
    public override string ToString() => $"'{Name}' {Shape()}";

    private static List<int> Shape(ReadOnlyMemory<byte> shape)
    {
        var lengths = new List<int>();
        var reader = new ProtoReader(shape);
        while (reader.Next())
        {
            var length = 0L;
            var dimension = new ProtoReader(reader.Bytes);
            while (dimension.Next())
            {
                length = dimension.Field == OnnxFields.Value.DimensionValue ? dimension.Number : length;
            }

            lengths.Add((int)Math.Clamp(length, 0, int.MaxValue));
        }

        return lengths;
    }

    private static ReadOnlyMemory<byte> Child(ReadOnlyMemory<byte> message, int field)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                return reader.Bytes;
            }
        }

        return default;
    }
}
