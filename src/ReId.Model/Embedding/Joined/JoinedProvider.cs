using ReId.Contracts;

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
        var provider = Find(options.Weights)
            ?? throw new ReIdException($"--weights {options.Weights}: before '{BuiltInWeights.WithColour}' stands a network: {string.Join(", or ", networks.Select(network => network.Accepts))}");
        return new JoinedFeatureExtractor(provider.Open(options with { Weights = Network(options.Weights) }), options.EffectiveThreads);
    }

    private static string Network(string weights) => weights[..^BuiltInWeights.WithColour.Length];

    private IFeatureExtractorProvider? Find(string weights) => networks.FirstOrDefault(network => network.CanOpen(Network(weights)));
}
