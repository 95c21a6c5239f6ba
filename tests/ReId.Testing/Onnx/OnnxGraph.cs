namespace ReId.Testing.Onnx;

/// <summary>Writes small ONNX files, so that tests of detectors need no weights of others.</summary>
public sealed class OnnxGraph
{
    private const int Float = 1;
    private const int Int64 = 7;
    private readonly Protobuf _graph = new Protobuf().Text(2, "test");
    private int _names;

    /// <summary>An input of float32; a length of 0 is left open.</summary>
    public OnnxGraph Input(string name, params int[] shape)
    {
        _graph.Message(11, Value(name, shape));
        return this;
    }

    /// <summary>An output of float32.</summary>
    public OnnxGraph Output(string name, params int[] shape)
    {
        _graph.Message(12, Value(name, shape));
        return this;
    }

    /// <summary>A constant of float32.</summary>
    public string Weights(float[] values, params int[] shape)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return Constant(Float, bytes, shape);
    }

    /// <summary>A constant of int64, as shapes are.</summary>
    public string Shape(params long[] values)
    {
        var bytes = new byte[values.Length * sizeof(long)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return Constant(Int64, bytes, [values.Length]);
    }

    /// <summary>A node; returns its output's name.</summary>
    public string Node(string kind, string[] inputs, string? output = null, params (string Name, object Value)[] attributes)
    {
        output ??= $"t{_names++}";
        var node = new Protobuf();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, "node_" + output).Text(4, kind);
        foreach (var (name, value) in attributes)
        {
            var attribute = new Protobuf().Text(1, name);
            if (value is int number)
            {
                attribute.Number(3, number).Number(20, 2);
            }
            else
            {
                foreach (var item in (int[])value)
                {
                    attribute.Number(8, item);
                }

                attribute.Number(20, 7);
            }

            node.Message(5, attribute);
        }

        _graph.Message(1, node);
        return output;
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToFile() => new Protobuf()
        .Number(1, 7)
        .Message(8, new Protobuf().Text(1, "").Number(2, 11))
        .Message(7, _graph)
        .ToArray();

    private string Constant(int type, byte[] bytes, int[] shape)
    {
        var name = $"c{_names++}";
        var tensor = new Protobuf();
        foreach (var length in shape)
        {
            tensor.Number(1, length);
        }

        _graph.Message(5, tensor.Number(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    private static Protobuf Value(string name, int[] shape)
    {
        var dimensions = new Protobuf();
        foreach (var length in shape)
        {
            dimensions.Message(1, length > 0 ? new Protobuf().Number(1, length) : new Protobuf().Text(2, "open"));
        }

        return new Protobuf().Text(1, name).Message(
            2, new Protobuf().Message(1, new Protobuf().Number(1, Float).Message(2, dimensions)));
    }
}
