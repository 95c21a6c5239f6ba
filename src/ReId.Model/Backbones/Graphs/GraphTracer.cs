using ReId.Contracts;
using ReId.Model.Backbones.Layers;
using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>Writes down the operations of a network instead of computing them, and works out the shapes.</summary>
internal sealed class GraphTracer : INetworkOperations<GraphNode>
{
    private readonly NetworkModule _network;
    private readonly Dictionary<nn.Module, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);
    private readonly HashSet<GraphNode> _read = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<GraphNode> _overwritten = new(ReferenceEqualityComparer.Instance);
    private readonly List<GraphNode> _nodes = [];
    private string _path = "";
    private FeatureShape _input;

    public GraphTracer(NetworkModule network)
    {
        _network = network;
        foreach (var (name, module) in network.named_modules())
        {
            _names[module] = name;
        }
    }

    public NetworkGraph Trace(FeatureShape input)
    {
        _input = input;
        _nodes.Add(new InputNode { Name = "input", Shape = input, Inputs = [] });
        var output = _network.Run(this, _nodes[0]);
        return ReferenceEquals(output, _nodes[^1])
            ? new NetworkGraph(_nodes, [])
            : throw new InvalidOperationException("the network computes something after its output");
    }

    public GraphNode Call(NetworkModule part, GraphNode input)
    {
        var outer = _path;
        _path = _names[part];
        try
        {
            return part.Run(this, input);
        }
        finally
        {
            _path = outer;
        }
    }

    public GraphNode Convolution(GraphNode input, ConvolutionLayer layer) => Add(new ConvolutionNode
    {
        Name = Unique(_names[layer]),
        Shape = Windowed(input, layer.Outputs, layer.Kernel, layer.Stride, layer.Padding),
        Inputs = [input],
        Weight = layer.Weight,
        Bias = layer.Bias,
        Kernel = layer.Kernel,
        Stride = layer.Stride,
        Padding = layer.Padding,
        Groups = layer.Groups,
    });

    public GraphNode Linear(GraphNode input, LinearLayer layer) => Add(new LinearNode
    {
        Name = Unique(_names[layer]),
        Shape = FeatureShape.Vector(layer.Outputs),
        Inputs = [input],
        Weight = layer.Weight,
        Bias = layer.Bias,
    });

    public GraphNode BatchNorm(GraphNode input, BatchNormLayer layer) => Add(new BatchNormNode
    {
        Name = Unique(_names[layer]),
        Shape = input.Shape,
        Inputs = [input],
        Scale = layer.Scale,
        Shift = layer.Shift,
        Mean = layer.Mean,
        Variance = layer.Variance,
        Epsilon = BatchNormLayer.Epsilon,
    });

    public GraphNode InstanceNorm(GraphNode input, InstanceNormLayer layer) => Add(new InstanceNormNode
    {
        Name = Unique(_names[layer]),
        Shape = input.Shape,
        Inputs = [input],
        Scale = layer.Scale,
        Shift = layer.Shift,
        Epsilon = InstanceNormLayer.Epsilon,
    });

    public GraphNode Relu(GraphNode input)
    {
        Overwrite(input);
        return Add(new ReluNode { Name = Here("relu"), Shape = input.Shape, Inputs = [input] });
    }

    public GraphNode ReluSix(GraphNode input)
    {
        Overwrite(input);
        return Add(new ReluSixNode { Name = Here("relu6"), Shape = input.Shape, Inputs = [input] });
    }

    public GraphNode Sigmoid(GraphNode input) =>
        Add(new SigmoidNode { Name = Here("sigmoid"), Shape = input.Shape, Inputs = [input] });

    public GraphNode MaxPool(GraphNode input, long kernel, long stride, long padding) => Add(new MaxPoolNode
    {
        Name = Here("max_pool"),
        Shape = Windowed(input, input.Shape.Channels, kernel, stride, padding),
        Inputs = [input],
        Kernel = kernel,
        Stride = stride,
        Padding = padding,
    });

    public GraphNode AveragePool(GraphNode input, long kernel, long stride) => Add(new AveragePoolNode
    {
        Name = Here("average_pool"),
        Shape = Windowed(input, input.Shape.Channels, kernel, stride, 0),
        Inputs = [input],
        Kernel = kernel,
        Stride = stride,
    });

    public GraphNode L2Pool(GraphNode input, long kernel, long stride, long padding) => Add(new L2PoolNode
    {
        Name = Here("l2_pool"),
        Shape = Windowed(input, input.Shape.Channels, kernel, stride, padding),
        Inputs = [input],
        Kernel = kernel,
        Stride = stride,
        Padding = padding,
    });

    public GraphNode GlobalAverage(GraphNode input) =>
        Add(new GlobalAverageNode { Name = Here("average"), Shape = new(input.Shape.Channels, 1, 1), Inputs = [input] });

    public GraphNode GeneralisedMean(GraphNode input, GeneralisedMeanLayer layer) => Add(new GeneralisedMeanNode
    {
        Name = Unique(_names[layer]),
        Shape = new(input.Shape.Channels, 1, 1),
        Inputs = [input],
        Power = layer.Power,
        Epsilon = GeneralisedMeanLayer.Epsilon,
    });

    public GraphNode LocalResponseNorm(GraphNode input, long size, double alpha, double beta, double k) =>
        Add(new LocalResponseNormNode
        {
            Name = Here("response_norm"),
            Shape = input.Shape,
            Inputs = [input],
            Size = size,
            Alpha = alpha,
            Beta = beta,
            K = k,
        });

    public GraphNode Add(GraphNode left, GraphNode right) =>
        Add(new AddNode { Name = Here("add"), Shape = left.Shape, Inputs = [left, right] });

    public GraphNode Multiply(GraphNode left, GraphNode right) =>
        Add(new MultiplyNode { Name = Here("multiply"), Shape = left.Shape, Inputs = [left, right] });

    public GraphNode Maximum(GraphNode left, GraphNode right) =>
        Add(new MaximumNode { Name = Here("maximum"), Shape = left.Shape, Inputs = [left, right] });

    public GraphNode Concat(IReadOnlyList<GraphNode> parts) => Add(new ConcatNode
    {
        Name = Here("concat"),
        Shape = parts[0].Shape with { Channels = parts.Sum(part => part.Shape.Channels) },
        Inputs = [.. parts],
    });

    public GraphNode Channels(GraphNode input, long start, long count) => Add(new ChannelsNode
    {
        Name = Here("channels"),
        Shape = input.Shape with { Channels = count },
        Inputs = [input],
        Start = start,
    });

    public GraphNode Flatten(GraphNode input) =>
        Add(new FlattenNode { Name = Here("flatten"), Shape = FeatureShape.Vector(input.Shape.Count), Inputs = [input] });

    public GraphNode L2Normalise(GraphNode input) =>
        Add(new L2NormaliseNode { Name = Here("normalise"), Shape = input.Shape, Inputs = [input] });

    private GraphNode Add(GraphNode node)
    {
        foreach (var input in node.Inputs)
        {
            if (_overwritten.Contains(input) && node is not (ReluNode or ReluSixNode))
            {
                throw new InvalidOperationException($"{node.Name} reads {input.Name}, which was overwritten");
            }

            _read.Add(input);
        }

        _nodes.Add(node);
        return node;
    }

    private void Overwrite(GraphNode input)
    {
        if (_read.Contains(input) || !_overwritten.Add(input))
        {
            throw new InvalidOperationException($"{_path} overwrites {input.Name}, which is read elsewhere");
        }
    }

    private FeatureShape Windowed(GraphNode input, long channels, long kernel, long stride, long padding)
    {
        var (height, width) = (Cells(input.Shape.Height), Cells(input.Shape.Width));
        return height > 0 && width > 0
            ? new FeatureShape(channels, height, width)
            : throw new ReIdException(
                $"An input of {_input.Height}×{_input.Width} pixels is too small for this network: "
                + $"at {_path} only {input.Shape.Height}×{input.Shape.Width} are left of it.");

        long Cells(long size) => size + (2 * padding) < kernel ? 0 : ((size + (2 * padding) - kernel) / stride) + 1;
    }

    private string Here(string operation) => Unique(_path.Length == 0 ? operation : $"{_path}.{operation}");

    private string Unique(string name)
    {
        var count = _used[name] = _used.GetValueOrDefault(name) + 1;
        return count == 1 ? name : $"{name}_{count}";
    }
}
