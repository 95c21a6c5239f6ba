namespace ReId.Model.Weights.SafeTensors;

/// <summary>What a safetensors file holds: tensors in the header's order, and free text by name.</summary>
internal sealed record SafeTensorsFile(
    IReadOnlyList<NamedTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
