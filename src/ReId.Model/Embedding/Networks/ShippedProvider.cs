namespace ReId.Model.Embedding.Networks;

/// <summary>Opens the model that comes with the program, by its name.</summary>
/// <param name="networks">Opens model files.</param>
internal sealed class ShippedProvider(NetworkProvider networks) : IFeatureExtractorProvider
{
    public string Accepts => $"'{BuiltInWeights.Synthetic}' (the model that comes with the program)";

    public bool CanOpen(string weights) => weights == BuiltInWeights.Synthetic;

    public IFeatureExtractor Open(EmbedderOptions options) => networks.Open(options with { Weights = BuiltInWeights.SyntheticFile });
}
