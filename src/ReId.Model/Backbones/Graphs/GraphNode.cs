using System.Runtime.CompilerServices;

namespace ReId.Model.Backbones.Graphs;

/// <summary>One operation of a network and the value that it gives. Two nodes are equal only when they are one.</summary>
internal abstract record GraphNode
{
    /// <summary>Where it stands in the network, e.g. <c>conv2.0.conv1.conv</c>; unique in its graph.</summary>
    public required string Name { get; init; }

    /// <summary>Shape of the value for one picture.</summary>
    public required FeatureShape Shape { get; init; }

    /// <summary>The values that it reads.</summary>
    public required IReadOnlyList<GraphNode> Inputs { get; init; }

    /// <summary>The value that it reads, when that is one; else the first of them.</summary>
    public GraphNode Input => Inputs[0];

    /// <summary>Multiply-adds for one picture: those of convolutions and linear layers, as publications count them.</summary>
    public virtual long MultiplyAdds => 0;

    /// <inheritdoc/>
    public virtual bool Equals(GraphNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>The picture: N×3×H×W float32, normalised.</summary>
internal sealed record InputNode : GraphNode;
