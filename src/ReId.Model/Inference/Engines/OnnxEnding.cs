namespace ReId.Model.Inference.Engines;

/// <summary>How the name of an ONNX file ends.</summary>
internal static class OnnxEnding
{
    public const string Text = ".onnx";

    public static bool Is(string path) => path.EndsWith(Text, StringComparison.OrdinalIgnoreCase);
}
