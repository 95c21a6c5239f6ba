namespace ReId.Model.Onnx;

/// <summary>The versions that exported files are written in.</summary>
internal static class OnnxVersions
{
    /// <summary>
    /// The oldest operator set with every operator that we write. From 11 on the ends of Clip are inputs, which
    /// OpenCV 4.6 does not read (docs/decisions/0061).
    /// </summary>
    public const int Opset = 10;

    /// <summary>The file format that came with that operator set.</summary>
    public const int Ir = 5;
}
