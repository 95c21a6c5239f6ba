using ReId.Contracts;
using ReId.Model.Embedding.Colour;
using ReId.Model.Embedding.Joined;
using ReId.Model.Embedding.Networks;
using ReId.Model.Inference.Engines;

namespace ReId.Model.Embedding;

/// <summary>The families of feature extractors that <c>--weights</c> chooses from, asked in order.</summary>
public sealed class FeatureExtractorRegistry
{
    private static readonly NetworkProvider s_networks = new(InferenceEngines.Default);
    private static readonly ShippedProvider s_shipped = new(s_networks);
    private readonly IReadOnlyList<IFeatureExtractorProvider> _providers;

    /// <summary>Creates a registry.</summary>
    /// <param name="providers">The families; the first that can open the weights does.</param>
    public FeatureExtractorRegistry(params IReadOnlyList<IFeatureExtractorProvider> providers) => _providers = providers;

    /// <summary>Everything that this program brings: one line each.</summary>
    public static FeatureExtractorRegistry Default { get; } = new(
        new ColourProvider(),
        s_shipped,
        s_networks,
        new JoinedProvider(s_shipped, s_networks));

    /// <summary>Opens an extractor.</summary>
    /// <param name="options">Weights, device and threads.</param>
    /// <exception cref="ReIdException">No family takes the weights, or the one that does cannot open them.</exception>
    public IFeatureExtractor Open(EmbedderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var provider = _providers.FirstOrDefault(p => p.CanOpen(options.Weights))
            ?? throw new ReIdException(
                $"--weights {options.Weights} is unknown; possible are {string.Join(", ", _providers.Select(p => p.Accepts))}");
        return provider.Open(options);
    }
}
