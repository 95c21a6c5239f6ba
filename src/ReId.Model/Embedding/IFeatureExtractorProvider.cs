using ReId.Contracts;

namespace ReId.Model.Embedding;

/// <summary>
/// A family of feature extractors: weight-free descriptors claim a name, engines claim model files. A new family is
/// one class and one line in <see cref="FeatureExtractorRegistry"/>.
/// </summary>
public interface IFeatureExtractorProvider
{
    /// <summary>What <c>--weights</c> accepts because of this provider, for help and error messages.</summary>
    string Accepts { get; }

    /// <summary>True when this provider opens the weights.</summary>
    /// <param name="weights">The value of <see cref="EmbedderOptions.Weights"/>.</param>
    bool CanOpen(string weights);

    /// <summary>Opens an extractor; the caller disposes it.</summary>
    /// <param name="options">Weights, device and threads.</param>
    /// <exception cref="ReIdException">The weights or the device cannot be used; the message says why.</exception>
    IFeatureExtractor Open(EmbedderOptions options);
}
