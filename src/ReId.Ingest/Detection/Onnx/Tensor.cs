namespace ReId.Ingest.Detection.Onnx;

/// <summary>An output of a network: numbers in row-major order.</summary>
internal readonly record struct Tensor(TensorShape Shape, float[] Values)
{
    /// <summary>Length of the last dimension.</summary>
    public int Channels => Shape.Lengths[^1];
}
