using ReId.Model.Inference.Engines;

namespace ReId.Model.Embedding.Networks;

/// <summary>Opens model files with the engine that the options or the machine choose.</summary>
internal sealed class NetworkProvider(InferenceEngines engines) : IFeatureExtractorProvider
{
    private const string Ending = ".safetensors";

    public string Accepts => $"the path of a {Ending} or {OnnxEnding.Text} model";

    // Any existing file is ours to open or to refuse: a .pth gets the sentence that says how to import it.
    public bool CanOpen(string weights) =>
        weights.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || OnnxEnding.Is(weights) || File.Exists(weights);

    public IFeatureExtractor Open(EmbedderOptions options) => engines.Choose(options).Open(options);
}
