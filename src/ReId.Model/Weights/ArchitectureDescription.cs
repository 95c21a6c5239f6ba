using ReId.Model.Embedding;

namespace ReId.Model.Weights;

/// <summary>What an importer must know about a backbone without building it.</summary>
/// <param name="Info">Name, dimension and preprocessing.</param>
/// <param name="Tensors">State-dict keys and shapes in the network's order, without the classifier.</param>
public sealed record ArchitectureDescription(ModelInfo Info, IReadOnlyList<(string Name, long[] Shape)> Tensors);
