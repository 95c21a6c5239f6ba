namespace ReId.Model.Embedding;

/// <summary>
/// Turns prepared pictures into raw feature vectors: a network behind an engine, or a weight-free descriptor. One
/// instance serves one thread at a time; the <c>Embedder</c> takes care of that.
/// </summary>
public interface IFeatureExtractor : IDisposable
{
    /// <summary>The model behind it.</summary>
    ModelInfo Model { get; }

    /// <summary>Whether its features have length 1 already, so that nothing rawer can be had from it.</summary>
    bool GivesUnitVectors => false;

    /// <summary>Computes the features, before any L2-normalisation that is not part of the model.</summary>
    /// <param name="batch">Pictures of the model's input size, at least one.</param>
    /// <param name="features">Room for N×D values, row-major; written completely.</param>
    /// <exception cref="ArgumentException">The pictures or the room have the wrong size.</exception>
    void Extract(PixelBatch batch, Span<float> features);
}
