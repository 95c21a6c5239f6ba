namespace ReId.Model.Backbones.Graphs;

/// <summary>max(x, 0); the only reader of its input.</summary>
internal sealed record ReluNode : GraphNode;

/// <summary>min(max(x, 0), 6); the only reader of its input.</summary>
internal sealed record ReluSixNode : GraphNode;

/// <summary>1/(1 + e⁻ˣ).</summary>
internal sealed record SigmoidNode : GraphNode;

/// <summary>Sum of two values of one shape.</summary>
internal sealed record AddNode : GraphNode;

/// <summary>Product of two values of one shape, or of a map C×H×W (first) with C×1×1 (second).</summary>
internal sealed record MultiplyNode : GraphNode;

/// <summary>The greater of two values of one shape, element by element.</summary>
internal sealed record MaximumNode : GraphNode;

/// <summary>The channels of its inputs, maps of one size or vectors, one after the other.</summary>
internal sealed record ConcatNode : GraphNode;

/// <summary>The channels of a map, or components of a vector, from <see cref="Start"/>; their number is in the shape.</summary>
internal sealed record ChannelsNode : GraphNode
{
    public required long Start { get; init; }
}

/// <summary>C×H×W to C·H·W, channel by channel, row by row.</summary>
internal sealed record FlattenNode : GraphNode;
