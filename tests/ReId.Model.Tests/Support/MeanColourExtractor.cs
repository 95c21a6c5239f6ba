using ReId.Model.Embedding;

namespace ReId.Model.Tests.Support;

/// <summary>
/// An extractor that a test can predict: mean red, green and blue, and the mean red of the left half.
/// </summary>
internal sealed class MeanColourExtractor : IFeatureExtractor, IFeatureExtractorProvider
{
    public ModelInfo Model { get; } = new()
    {
        Id = "mean-1",
        Architecture = "mean",
        Dimension = 4,
        InputHeight = 16,
        InputWidth = 16,
    };

    public List<int> Batches { get; } = [];

    public bool Disposed { get; private set; }

    public Action OnExtract { get; set; } = () => { };

    /// <summary>What to answer instead of the means, for one picture; null for the means.</summary>
    public Func<float[]>? Answer { get; set; }

    public string Accepts => "'mean'";

    public bool CanOpen(string weights) => weights == "mean";

    public IFeatureExtractor Open(EmbedderOptions options) => this;

    public void Extract(PixelBatch batch, Span<float> features)
    {
        OnExtract();
        Batches.Add(batch.Count);
        if (Answer is not null)
        {
            Answer().CopyTo(features);
            return;
        }

        features.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            var picture = batch.Slot(i);
            for (var p = 0; p < picture.Length; p += 3)
            {
                features[4 * i] += picture[p] / 256f;
                features[(4 * i) + 1] += picture[p + 1] / 256f;
                features[(4 * i) + 2] += picture[p + 2] / 256f;
                features[(4 * i) + 3] += p / 3 % 16 < 8 ? picture[p] / 128f : 0;
            }
        }
    }

    public void Dispose() => Disposed = true;
}
