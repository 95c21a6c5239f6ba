namespace ReId.Model.Embedding.Joined;

/// <summary>Opens a network with the colour descriptor beside it: <c>NETWORK+colour</c>.</summary>
/// <param name="networks">Open what stands before the plus; the first that can does.</param>
internal sealed class JoinedProvider(params IReadOnlyList<IFeatureExtractorProvider> networks) : IFeatureExtractorProvider
{
    public string Accepts => $"a network with '{BuiltInWeights.WithColour}' behind it (both side by side)";

    public bool CanOpen(string weights) => BuiltInWeights.NetworkOf(weights) is { } network && networks.Any(provider => provider.CanOpen(network));

    public IFeatureExtractor Open(EmbedderOptions options)
    {
        var network = BuiltInWeights.NetworkOf(options.Weights)!;
        var opened = networks.First(provider => provider.CanOpen(network)).Open(options with { Weights = network });
        return new JoinedFeatureExtractor(opened, options.EffectiveThreads);
    }
}
