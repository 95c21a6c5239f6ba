using ReId.Model.Embedding;
using ReId.Model.Weights;

namespace ReId.Model.Inference;

/// <summary>Opens model files (<c>.safetensors</c>) with libtorch.</summary>
internal sealed class TorchProvider : IFeatureExtractorProvider
{
    private const string Extension = ".safetensors";

    public string Accepts => $"a model file ({Extension})";

    public bool CanOpen(string weights) =>
        Path.GetExtension(weights).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    public IFeatureExtractor Open(EmbedderOptions options) =>
        new TorchFeatureExtractor(ModelFile.Load(options.Weights), options.Device, options.EffectiveThreads);
}
