using ReId.Model.Embedding;
using ReId.Model.Inference.Engines;
using ReId.Model.Weights;

namespace ReId.Model.Inference.Onnx;

/// <summary>ONNX Runtime on the CPU: the default there, several times faster than Debian's libtorch.</summary>
internal sealed class OnnxEngine : IInferenceEngine
{
    public string Name => "onnx";

    public string Title => "ONNX Runtime";

    public string? Missing => OnnxRuntimeLibrary.Missing;

    public bool RunsOn(string device) => device == "cpu";

    public bool Reads(string weights) => true;

    public IFeatureExtractor Open(EmbedderOptions options) => OnnxEnding.Is(options.Weights)
        ? OnnxModel.Open(options.Weights, options.Threads, options.Notice)
        : OnnxModel.Load(ModelFile.Load(options.Weights), options.Threads);
}
