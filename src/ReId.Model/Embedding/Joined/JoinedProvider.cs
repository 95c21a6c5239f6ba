namespace ReId.Model.Embedding.Joined;

/// <summary>Opens a network with the colour descriptor beside it: <c>NETWORK+colour</c>.</summary>
/// <param name="networks">Open what stands before the plus; the first that can does.</param>
internal sealed class JoinedProvider(params IReadOnlyList<IFeatureExtractorProvider> networks) : IFeatureExtractorProvider
{
    public string Accepts => $"either of both with '{BuiltInWeights.WithColour}' behind it (colour joined to the network)";

    // A file that happens to be called so is a file.
    public bool CanOpen(string weights) =>
        weights.EndsWith(BuiltInWeights.WithColour, StringComparison.Ordinal) && !File.Exists(weights) && Find(weights) is not null;

    public IFeatureExtractor Open(EmbedderOptions options)
    {
        var network = Find(options.Weights)!.Open(options with { Weights = Network(options.Weights) });
        return new JoinedFeatureExtractor(network, options.EffectiveThreads);
    }

    private static string Network(string weights) => weights[..^BuiltInWeights.WithColour.Length];

    private IFeatureExtractorProvider? Find(string weights) => networks.FirstOrDefault(network => network.CanOpen(Network(weights)));
}
