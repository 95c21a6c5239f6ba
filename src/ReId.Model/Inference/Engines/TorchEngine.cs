using ReId.Model.Embedding;
using ReId.Model.Weights;

namespace ReId.Model.Inference.Engines;

/// <summary>libtorch: training, GPUs and the reference; always there.</summary>
internal sealed class TorchEngine : IInferenceEngine
{
    public string Name => "torch";

    public string Title => "libtorch";

    public string? Missing => null;

    // A wrong name gets the sentence of TorchDevices, which knows what this machine has.
    public bool RunsOn(string device) => true;

    // Whatever is no ONNX file: a .pth gets the sentence that says how to import it.
    public bool Reads(string weights) => !OnnxEnding.Is(weights);

    public IFeatureExtractor Open(EmbedderOptions options) =>
        new TorchFeatureExtractor(ModelFile.Load(options.Weights), options.Device, options.Threads);
}
