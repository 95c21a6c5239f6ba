using System.Text;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>
/// What an ONNX file says of the inputs of its network, which OpenCV does not hand out: only names and shapes are read
/// (ModelProto.graph = 7; GraphProto.initializer = 5, input = 11; ValueInfoProto.name = 1, type = 2).
/// </summary>
internal static class OnnxInputs
{
    /// <summary>The inputs that have to be given; a length that the file leaves open is 0.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no ONNX file.</exception>
    public static IReadOnlyList<TensorShape> Read(ReadOnlySpan<byte> file)
    {
        var graphs = 0;
        var inputs = new List<TensorShape>();
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field == 7)
            {
                graphs++;
                ReadGraph(model.Bytes, inputs);
            }
        }

        return graphs == 1 ? inputs : throw new InvalidDataException("There is no graph.");
    }

    private static void ReadGraph(ReadOnlySpan<byte> bytes, List<TensorShape> inputs)
    {
        // Older exporters list the weights among the inputs.
        var weights = new HashSet<string>();
        var graph = new ProtobufReader(bytes);
        while (graph.Next())
        {
            if (graph.Field == 5)
            {
                weights.Add(Text(graph.Bytes, 8));
            }
            else if (graph.Field == 11)
            {
                inputs.Add(new TensorShape(Text(graph.Bytes, 1), [.. Lengths(Child(Child(Child(graph.Bytes, 2), 1), 2))]));
            }
        }

        inputs.RemoveAll(input => weights.Contains(input.Name));
    }

    private static List<int> Lengths(ReadOnlySpan<byte> shape)
    {
        var lengths = new List<int>();
        var reader = new ProtobufReader(shape);
        while (reader.Next())
        {
            var length = 0L;
            var dimension = new ProtobufReader(reader.Bytes);
            while (dimension.Next())
            {
                length = dimension.Field == 1 ? dimension.Number : length;
            }

            lengths.Add((int)Math.Clamp(length, 0, int.MaxValue));
        }

        return lengths;
    }

    private static ReadOnlySpan<byte> Child(ReadOnlySpan<byte> message, int field)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                return reader.Bytes;
            }
        }

        return default;
    }

    private static string Text(ReadOnlySpan<byte> message, int field) => Encoding.UTF8.GetString(Child(message, field));
}
