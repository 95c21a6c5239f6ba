namespace ReId.Ingest.Detection.Onnx;

/// <summary>Name and shape of an input or output of a network.</summary>
internal readonly record struct TensorShape(string Name, int[] Lengths)
{
    public override string ToString() => $"'{Name}' {string.Join('×', Lengths.Select(length => length > 0 ? $"{length}" : "?"))}";
}
