using static TorchSharp.torch;

namespace ReId.Model.Backbones.Graphs;

/// <summary>
/// (x − mean)/√(variance + ε)·scale + shift for each channel of a map or component of a vector, with the running
/// statistics. Folding leaves none.
/// </summary>
internal sealed record BatchNormNode : GraphNode
{
    public required Tensor Scale { get; init; }

    public required Tensor Shift { get; init; }

    public required Tensor Mean { get; init; }

    public required Tensor Variance { get; init; }

    public required double Epsilon { get; init; }
}

/// <summary>x·scale + shift for each channel of a map or component of a vector: a batch normalisation that had nothing
/// to be folded into.</summary>
internal sealed record ScaleShiftNode : GraphNode
{
    public required Tensor Scale { get; init; }

    public required Tensor Shift { get; init; }
}

/// <summary>
/// (x − mean)/√(variance + ε)·scale + shift, with mean and (biased) variance of the channel's pixels in each picture.
/// </summary>
internal sealed record InstanceNormNode : GraphNode
{
    public required Tensor Scale { get; init; }

    public required Tensor Shift { get; init; }

    public required double Epsilon { get; init; }
}

/// <summary>
/// x / (k + α/size · Σx²)^β, the sum over the channels c − ⌊size/2⌋ to c + ⌊size/2⌋ that exist; size is odd. Also ONNX's LRN.
/// </summary>
internal sealed record LocalResponseNormNode : GraphNode
{
    public required long Size { get; init; }

    public required double Alpha { get; init; }

    public required double Beta { get; init; }

    public required double K { get; init; }
}

/// <summary>x / max(√Σx², 1e-12) of each vector.</summary>
internal sealed record L2NormaliseNode : GraphNode;
