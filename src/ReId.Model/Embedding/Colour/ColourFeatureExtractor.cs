namespace ReId.Model.Embedding.Colour;

/// <summary>The weight-free colour descriptor as a feature extractor.</summary>
internal sealed class ColourFeatureExtractor(int threads) : IFeatureExtractor
{
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads };
    private readonly ColourDescriptor _descriptor = new(ColourLayout.Height, ColourLayout.Width);

    public ModelInfo Model { get; } = new()
    {
        Id = ColourLayout.Id,
        Architecture = ColourLayout.Name,
        Dimension = ColourLayout.Dimension,
        InputHeight = ColourLayout.Height,
        InputWidth = ColourLayout.Width,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
    };

    public void Extract(PixelBatch batch, Span<float> features)
    {
        if (batch.Height != Model.InputHeight || batch.Width != Model.InputWidth
            || features.Length != batch.Count * Model.Dimension)
        {
            throw new ArgumentException(
                $"{batch.Count} pictures of {batch.Height}×{batch.Width} with room for {features.Length} values do not "
                + $"fit a model of {Model.InputHeight}×{Model.InputWidth} with {Model.Dimension} values",
                nameof(batch));
        }

        _descriptor.Compute(batch, features, _parallel);
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}
