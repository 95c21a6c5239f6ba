using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>An operation with a weight, whose first dimension is the output channel, and perhaps a bias.</summary>
internal abstract record WeightedNode : GraphNode
{
    /// <summary>Float32. Nodes that share their weights hold the same tensor object.</summary>
    public required Tensor Weight { get; init; }

    /// <summary>Float32, one number for each output channel, or null.</summary>
    public Tensor? Bias { get; init; }
}

/// <summary>
/// A convolution of a map; weight (out, in/groups, kernel, kernel); zeros beyond the edge; the same stride, padding and
/// kernel in both directions; no dilation.
/// </summary>
internal sealed record ConvolutionNode : WeightedNode
{
    /// <summary>Edge of the square kernel.</summary>
    public required long Kernel { get; init; }

    public required long Stride { get; init; }

    public required long Padding { get; init; }

    public required long Groups { get; init; }

    /// <inheritdoc/>
    public override long MultiplyAdds => Shape.Count * (Input.Shape.Channels / Groups) * Kernel * Kernel;
}

/// <summary>x·Wᵀ + b of a vector; weight (out, in).</summary>
internal sealed record LinearNode : WeightedNode
{
    /// <inheritdoc/>
    public override long MultiplyAdds => Shape.Channels * Input.Shape.Channels;
}
