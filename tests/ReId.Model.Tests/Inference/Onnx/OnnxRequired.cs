using ReId.Model.Inference.Engines;

namespace ReId.Model.Tests.Inference.Onnx;

/// <summary>Tests that need ONNX Runtime skip where it is not installed, and fail there with CI=true.</summary>
internal static class OnnxRequired
{
    public static void OrSkip()
    {
        var missing = InferenceEngines.Default.Find("onnx").Missing;
        Assert.SkipWhen(missing is not null && Environment.GetEnvironmentVariable("CI") != "true", missing ?? "");
    }
}
