using ReId.Model.Inference;
using ReId.Model.Weights;

namespace ReId.Model.Embedding.Networks;

/// <summary>Opens model files; the architecture in the file's metadata chooses the backbone.</summary>
internal sealed class NetworkProvider : IFeatureExtractorProvider
{
    private const string Ending = ".safetensors";

    public string Accepts => $"the path of a {Ending} model";

    // Any existing file is ours to open or to refuse: a .pth gets the sentence that says how to import it.
    public bool CanOpen(string weights) =>
        weights.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || File.Exists(weights);

    public IFeatureExtractor Open(EmbedderOptions options) =>
        new TorchFeatureExtractor(ModelFile.Load(options.Weights), options.Device, options.Threads);
}
