namespace ReId.Model.Onnx;

/// <summary>The versions that exported files are written in.</summary>
internal static class OnnxVersions
{
    /// <summary>The oldest operator set with every operator that we write: whoever reads 13, OpenCV 4.6 say, reads ours.</summary>
    public const int Opset = 13;

    /// <summary>The file format that came with that operator set.</summary>
    public const int Ir = 7;
}
