using System.Runtime.InteropServices;
using ReId.Model.Backbones.Graphs;
using ReId.Model.Embedding;
using ReId.OnnxFormat;
using TorchSharp;
using ModelMetadata = ReId.Model.Weights.SafeTensors.ModelMetadata;

namespace ReId.Model.Onnx;

/// <summary>
/// Writes a network's folded graph as an ONNX model: any batch, N×3×H×W normalised pictures in, N×D vectors out, the
/// model's facts in its metadata.
/// </summary>
internal sealed class OnnxExporter
{
    /// <summary>Name of the input.</summary>
    public const string Input = "images";

    /// <summary>Name of the output.</summary>
    public const string Output = "features";

    private readonly OnnxGraphBuilder _onnx = new();
    private readonly Dictionary<GraphNode, string> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<torch.Tensor, string> _weights = new(ReferenceEqualityComparer.Instance);

    private OnnxExporter()
    {
    }

    /// <summary>Writes a model.</summary>
    /// <param name="graph">Without batch normalisations (<see cref="NetworkGraph.Fold"/>).</param>
    /// <param name="model">The facts that go into the metadata.</param>
    /// <param name="normalise">Scale every vector to length 1 inside the graph.</param>
    public static byte[] Export(NetworkGraph graph, ModelInfo model, bool normalise)
    {
        using var noGrad = torch.no_grad();
        return new OnnxExporter().Run(graph, model, normalise);
    }

    private byte[] Run(NetworkGraph graph, ModelInfo model, bool normalise)
    {
        var input = graph.Input.Shape;
        _onnx.Declare(OnnxFields.Graph.Input, Input, [-1, input.Channels, input.Height, input.Width]);
        _onnx.Declare(OnnxFields.Graph.Output, Output, [-1, graph.Output.Shape.Channels]);
        _values[graph.Input] = Input;
        foreach (var node in graph.Nodes.Skip(1))
        {
            _values[node] = Write(node);
        }

        // A vector of length 1 keeps it, so a network that ends with a normalisation of its own is not asked about it.
        _ = normalise
            ? Normalise(_values[graph.Output], Output)
            : _onnx.Add("Identity", [_values[graph.Output]], null, Output);
        var metadata = ModelMetadata.Write(model);
        metadata[OnnxEnvelope.NormalisedKey] = normalise ? "true" : "false";
        return _onnx.Build(metadata);
    }

    private string Write(GraphNode node) => node switch
    {
        ConvolutionNode n => Convolution(n),
        LinearNode n => Linear(n),
        ScaleShiftNode n => _onnx.Add("Add", [_onnx.Add("Mul", [In(n), PerChannel(n, n.Scale)]), PerChannel(n, n.Shift)]),
        InstanceNormNode n => _onnx.Add(
            "InstanceNormalization", [In(n), Weight(n.Scale, n.Name + ".scale"), Weight(n.Shift, n.Name + ".shift")],
            a => a.Float("epsilon", (float)n.Epsilon)),
        LocalResponseNormNode n => _onnx.Add(
            "LRN", [In(n)],
            a => a.Integer("size", n.Size).Float("alpha", (float)n.Alpha).Float("beta", (float)n.Beta).Float("bias", (float)n.K)),
        L2NormaliseNode n => Normalise(In(n)),
        ReluNode n => _onnx.Add("Relu", [In(n)]),
        ReluSixNode n => _onnx.Add("Clip", [In(n)], a => a.Float("min", 0).Float("max", 6)),
        SigmoidNode n => _onnx.Add("Sigmoid", [In(n)]),
        AddNode n => _onnx.Add("Add", Ins(n)),
        MultiplyNode n => _onnx.Add("Mul", Ins(n)),
        MaximumNode n => _onnx.Add("Max", Ins(n)),
        ConcatNode n => _onnx.Add("Concat", Ins(n), a => a.Integer("axis", 1)),
        ChannelsNode n => _onnx.Add("Slice", [
            In(n),
            _onnx.Constant(n.Name + ".starts", n.Start),
            _onnx.Constant(n.Name + ".ends", n.Start + n.Shape.Channels),
            _onnx.Constant(n.Name + ".axes", 1)]),
        FlattenNode n => _onnx.Add("Flatten", [In(n)], a => a.Integer("axis", 1)),
        MaxPoolNode n => _onnx.Add("MaxPool", [In(n)], a => Window(a, n.Kernel, n.Stride, n.Padding)),
        AveragePoolNode n => _onnx.Add("AveragePool", [In(n)], a => Window(a, n.Kernel, n.Stride, 0)),
        L2PoolNode n => L2Pool(n),
        GlobalAverageNode n => _onnx.Add("GlobalAveragePool", [In(n)]),
        GeneralisedMeanNode n => GeneralisedMean(n),
        _ => throw new NotSupportedException($"{node.GetType().Name} has no form in ONNX: add a line for it to {nameof(OnnxExporter)}"),
    };

    private static OnnxAttributes Window(OnnxAttributes a, long kernel, long stride, long padding) => a
        .Integers("kernel_shape", kernel, kernel)
        .Integers("strides", stride, stride)
        .Integers("pads", padding, padding, padding, padding);

    private string Convolution(ConvolutionNode node)
    {
        string[] inputs = [In(node), Weight(node.Weight, node.Name + ".weight")];
        return _onnx.Add(
            "Conv", node.Bias is { } bias ? [.. inputs, Weight(bias, node.Name + ".bias")] : inputs,
            a => Window(a, node.Kernel, node.Stride, node.Padding).Integer("group", node.Groups));
    }

    // In this operator set Gemm must have its third input.
    private string Linear(LinearNode node)
    {
        var bias = node.Bias is { } values
            ? Weight(values, node.Name + ".bias")
            : _onnx.Constant(node.Name + ".bias", [node.Shape.Channels], new float[node.Shape.Channels]);
        return _onnx.Add("Gemm", [In(node), Weight(node.Weight, node.Name + ".weight"), bias], a => a.Integer("transB", 1));
    }

    // As PyTorch writes it out; OpenCV 4.6 reads these five as one and does not know LpNormalization.
    private string Normalise(string vector, string? output = null)
    {
        var length = _onnx.Add("ReduceL2", [vector], a => a.Integers("axes", 1).Integer("keepdims", 1));
        var divisor = _onnx.Add("Clip", [length], a => a.Float("min", (float)TensorFormulas.LeastLength));
        var shape = _onnx.Add("Shape", [vector]);
        return _onnx.Add("Div", [vector, _onnx.Add("Expand", [divisor, shape])], null, output);
    }

    // √(mean·k² + ε): ONNX's LpPool has no ε, and where all is zero ours must be what training saw.
    private string L2Pool(L2PoolNode node)
    {
        var squares = _onnx.Add("Mul", [In(node), In(node)]);
        if (node.Padding is > 0 and var edge)
        {
            // A step of its own, because OpenCV 4.6 takes the mean of what lies inside whatever count_include_pad says.
            squares = _onnx.Add("Pad", [squares], a => a.Integers("pads", 0, 0, edge, edge, 0, 0, edge, edge));
        }

        var means = _onnx.Add("AveragePool", [squares], a => Window(a, node.Kernel, node.Stride, 0));
        var sums = _onnx.Add("Mul", [means, Scalar(node, "cells", node.Kernel * node.Kernel)]);
        return _onnx.Add("Sqrt", [_onnx.Add("Add", [sums, Scalar(node, "epsilon", (float)TensorFormulas.L2PoolEpsilon)])]);
    }

    private string GeneralisedMean(GeneralisedMeanNode node)
    {
        var power = node.Power.item<float>();
        var positive = _onnx.Add("Clip", [In(node)], a => a.Float("min", (float)node.Epsilon));
        var mean = _onnx.Add("GlobalAveragePool", [_onnx.Add("Pow", [positive, Scalar(node, "power", power)])]);
        return _onnx.Add("Pow", [mean, Scalar(node, "root", 1 / power)]);
    }

    private string In(GraphNode node) => _values[node.Input];

    private IEnumerable<string> Ins(GraphNode node) => node.Inputs.Select(input => _values[input]);

    private string Scalar(GraphNode node, string what, float value) => _onnx.Constant($"{node.Name}.{what}", [], [value]);

    // C×1×1 beside a map, C beside a vector.
    private string PerChannel(GraphNode node, torch.Tensor values)
    {
        var name = $"{node.Name}.{_weights.Count}";
        return Weight(values, name, node.Shape.IsVector ? values.shape : [values.shape[0], 1, 1]);
    }

    private string Weight(torch.Tensor tensor, string name, long[]? shape = null)
    {
        if (_weights.TryGetValue(tensor, out var known))
        {
            return known;
        }

        using var scope = torch.NewDisposeScope();
        var values = MemoryMarshal.Cast<byte, float>(tensor.detach().cpu().contiguous().bytes);
        return _weights[tensor] = _onnx.Constant(name, shape ?? tensor.shape, values);
    }
}
