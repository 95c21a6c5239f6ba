using ReId.OnnxFormat.Wire;

namespace ReId.OnnxFormat;

/// <summary>What a graph takes, gives and holds.</summary>
/// <param name="Inputs">What has to be given to it: weights that older exporters list among the inputs are left out.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Nodes">Number of operators.</param>
/// <param name="Weights">Number of tensors that it brings along.</param>
internal sealed record OnnxGraph(IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs, int Nodes, int Weights)
{
    /// <summary>Reads names and shapes.</summary>
    /// <param name="graph">The bytes of a graph (<see cref="OnnxFile.Graph"/>).</param>
    /// <exception cref="InvalidDataException">They are no graph.</exception>
    public static OnnxGraph Read(ReadOnlyMemory<byte> graph)
    {
        var (inputs, outputs, weights, nodes) = (new List<OnnxValue>(), new List<OnnxValue>(), new HashSet<string>(StringComparer.Ordinal), 0);
        var reader = new ProtoReader(graph);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Graph.Node:
                    nodes++;
                    break;
                case OnnxFields.Graph.Initializer:
                    weights.Add(Name(reader.Bytes));
                    break;
                case OnnxFields.Graph.Input:
                    inputs.Add(OnnxValue.Read(reader.Bytes));
                    break;
                case OnnxFields.Graph.Output:
                    outputs.Add(OnnxValue.Read(reader.Bytes));
                    break;
            }
        }

        return new OnnxGraph([.. inputs.Where(input => !weights.Contains(input.Name))], outputs, nodes, weights.Count);
    }

    private static string Name(ReadOnlyMemory<byte> tensor)
    {
        var reader = new ProtoReader(tensor);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Tensor.Name)
            {
                return reader.Text;
            }
        }

        return "";
    }
}
