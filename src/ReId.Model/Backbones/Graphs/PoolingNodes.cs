using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>Something computed under a moving square window; the last window ends inside the map (floor).</summary>
internal abstract record WindowNode : GraphNode
{
    public required long Kernel { get; init; }

    public required long Stride { get; init; }
}

/// <summary>A window that moves over a map with an edge added all round.</summary>
internal abstract record PaddedWindowNode : WindowNode
{
    public required long Padding { get; init; }
}

/// <summary>The largest value; the padding never wins.</summary>
internal sealed record MaxPoolNode : PaddedWindowNode;

/// <summary>The mean.</summary>
internal sealed record AveragePoolNode : WindowNode;

/// <summary>√(Σx² + 1e-12); the padding counts as zeros.</summary>
internal sealed record L2PoolNode : PaddedWindowNode;

/// <summary>Mean of each channel's pixels: C×H×W to C×1×1.</summary>
internal sealed record GlobalAverageNode : GraphNode;

/// <summary>(mean of max(x, ε)ᵖ)^(1/p) of each channel's pixels: C×H×W to C×1×1.</summary>
internal sealed record GeneralisedMeanNode : GraphNode
{
    /// <summary>The exponent p, float32, one element.</summary>
    public required Tensor Power { get; init; }

    public required double Epsilon { get; init; }
}
