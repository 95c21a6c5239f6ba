#if !REID_ONNXRUNTIME
using ReId.Model.Embedding;

namespace ReId.Model.Inference.Engines;

/// <summary>Stands for ONNX Runtime in a program that was built without it: says how to get it and never serves.</summary>
internal sealed class AbsentOnnxEngine : IInferenceEngine
{
    public string Name => "onnx";

    public string Title => "ONNX Runtime";

    public string Missing =>
        "this program was built without ONNX Runtime, which is several times faster on CPUs; install nodejs and npm, then run './reid build'.";

    public bool RunsOn(string device) => device == "cpu";

    public bool Reads(string weights) => true;

    public IFeatureExtractor Open(EmbedderOptions options) => throw new InvalidOperationException(Missing);
}
#endif
