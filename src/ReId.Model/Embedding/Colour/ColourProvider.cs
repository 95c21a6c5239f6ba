namespace ReId.Model.Embedding.Colour;

/// <summary>Registers the colour descriptor under its name.</summary>
internal sealed class ColourProvider : IFeatureExtractorProvider
{
    public string Accepts => $"'{ColourLayout.Name}' (needs no weights)";

    public bool CanOpen(string weights) => weights == ColourLayout.Name;

    public IFeatureExtractor Open(EmbedderOptions options) => new ColourFeatureExtractor(options.EffectiveThreads);
}
